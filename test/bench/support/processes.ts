import { readdirSync, readFileSync } from "node:fs";

/** What Linux says of processes and those that they started; elsewhere nothing, and every figure is 0. */

/** Milliseconds of a hundredth of a second, in which Linux counts. */
const TICK_MS = 10;

interface ProcessTimes {
  readonly parent: number;
  /** Milliseconds of processor that it has taken, with those of its children that have ended. */
  readonly ms: number;
}

/** Milliseconds of processor that these processes have taken, with all that they started. */
export function processorMs(pids: readonly number[]): number {
  const all = allProcesses();
  let sum = 0;
  for (const pid of withChildren(pids, all)) sum += all.get(pid)?.ms ?? 0;
  return sum;
}

/** The most memory that these processes have held, with all that they started, in MiB. What PostgreSQL's processes share is not counted. */
export function peakMemory(pids: readonly number[]): number {
  let sum = 0;
  for (const pid of withChildren(pids, allProcesses())) {
    const status = read(`/proc/${pid}/status`);
    sum += kilobytes(status, "VmHWM") - kilobytes(status, "RssShmem");
  }
  return sum / 1_024;
}

/** Milliseconds that all cores of the machine have worked for anything. */
export function machineMs(): number {
  const [, user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = read("/proc/stat")
    .split("\n", 1)
    .join("")
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + irq + softirq) * TICK_MS;
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
}

function withChildren(pids: readonly number[], all: ReadonlyMap<number, ProcessTimes>): ReadonlySet<number> {
  const found = new Set(pids);
  // A set gives what is added while it is gone through.
  for (const pid of found) for (const [child, { parent }] of all) if (parent === pid) found.add(child);
  return found;
}

function allProcesses(): ReadonlyMap<number, ProcessTimes> {
  const pids = folder("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(pids.map((pid) => [Number(pid), timesOf(pid)]));
}

function timesOf(pid: string): ProcessTimes {
  const stat = read(`/proc/${pid}/stat`);
  // What comes before the last bracket is its name, which may have anything in it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1] ?? 0), ms: ticks * TICK_MS };
}

function folder(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** A process may end while it is looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
