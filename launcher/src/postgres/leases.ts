import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startMark } from "../pids.js";
import { waitFor } from "../wait.js";

/** A running program that uses the PostgreSQL of a data folder. The last one to end stops it. */
export interface Lease {
  file: string;
  pid: number;
  /** Only one lease of a folder may be exclusive. */
  exclusive: boolean;
}

const folderOf = (home: string): string => join(home, "users");

/** The leases of live processes; those of dead ones are removed. */
export async function liveLeases(home: string): Promise<Lease[]> {
  const live: Lease[] = [];
  for (const name of await readdir(folderOf(home)).catch(() => [])) {
    const file = join(folderOf(home), name);
    const pid = Number.parseInt(name, 10);
    const [mark, kind] = (await readFile(file, "utf8").catch(() => "")).split("\n");
    if (mark && mark === startMark(pid)) live.push({ file, pid, exclusive: kind === "exclusive" });
    else await rm(file, { force: true });
  }
  return live;
}

/** The file's name begins with the process's id: the watchdog reads it there. */
export async function takeLease(home: string, exclusive: boolean): Promise<Lease> {
  await mkdir(folderOf(home), { recursive: true });
  const file = join(folderOf(home), `${process.pid}-${randomBytes(4).toString("hex")}`);
  await writeFile(file, `${startMark(process.pid)}\n${exclusive ? "exclusive" : "shared"}\n`, { flag: "wx" });
  return { file, pid: process.pid, exclusive };
}

/** Runs the work while no other process does the same for this home: start and stop must not overlap. */
export async function alone<T>(home: string, work: () => Promise<T>): Promise<T> {
  const file = join(home, "busy");
  const own = `${process.pid} ${startMark(process.pid)}`;
  const taken = await waitFor(
    async () => {
      if (
        await writeFile(file, own, { flag: "wx" }).then(
          () => true,
          () => false,
        )
      )
        return true;
      const holder = await readFile(file, "utf8").catch(() => "");
      const [pid, mark] = holder.split(" ");
      if (holder !== "" && mark !== startMark(Number(pid))) await rm(file, { force: true });
      return false;
    },
    { within: 60_000 },
  );
  if (!taken) throw new Error(`Waited a minute for another start to finish; if there is none, remove ${file}`);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
