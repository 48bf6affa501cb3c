import { cpus, loadavg } from "node:os";
import { load, type LoadRequest } from "../support/load.ts";
import { machineMs, processorMs } from "../support/processes.ts";
import { median, percentile } from "../support/times.ts";
import type { Contender } from "./contenders.ts";
import type { Setting } from "./setting.ts";

/** What one contender's rounds came to. */
export interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly perSecond: number;
  /** Microseconds of processor for each request, by whose processes took them. `own`: of a contender that is not the hub. */
  readonly micros: Readonly<Record<"hub" | "partners" | "database" | "own", number>>;
  /** Answers of another length than that which was compared. */
  readonly unlike: number;
  /** Cores that were busy with what is not of this run: a quiet machine has next to none. */
  readonly elsewhere: number;
  /** The machine's load average of the last minute, this run included. */
  readonly loadAverage: number;
}

type Pids = Readonly<Record<keyof Measured["micros"], readonly number[]>>;

interface Rounds {
  readonly ms: number[];
  readonly perSecond: number[];
  readonly taken: Record<keyof Pids, number>;
  readonly elsewhere: number[];
  unlike: number;
}

export class Measurement {
  readonly #rounds: Rounds = {
    ms: [],
    perSecond: [],
    taken: { hub: 0, partners: 0, database: 0, own: 0 },
    elsewhere: [],
    unlike: 0,
  };
  readonly #contender: Contender;
  readonly #asked: LoadRequest;
  readonly #pids: Pids;

  constructor(contender: Contender, asked: LoadRequest, { pids }: Setting) {
    this.#contender = contender;
    this.#asked = asked;
    this.#pids = { ...pids, own: contender.pid === undefined ? [] : [contender.pid] };
  }

  /** Compiled, and in every cache that there is. */
  async warmUp(connections: number, forMs: number): Promise<void> {
    await load(this.#contender.addresses, this.#asked, connections, forMs);
  }

  async round(connections: number, forMs: number): Promise<void> {
    const [began, before, machine, self] = [performance.now(), this.#taken(), machineMs(), process.cpuUsage()];
    const { ms, perSecond, unlike } = await load(this.#contender.addresses, this.#asked, connections, forMs);
    const [after, { user, system }, all] = [this.#taken(), process.cpuUsage(self), machineMs() - machine];
    const { taken, elsewhere } = this.#rounds;
    let ours = (user + system) / 1_000;
    for (const [group, value] of after) {
      const own = value - (before.get(group) ?? 0);
      taken[group] += own;
      ours += own;
    }
    elsewhere.push(Math.max(0, all - ours) / (performance.now() - began));
    this.#rounds.perSecond.push(perSecond);
    this.#rounds.unlike += unlike;
    for (const each of ms) this.#rounds.ms.push(each);
  }

  result(): Measured {
    const { ms, perSecond, taken, elsewhere, unlike } = this.#rounds;
    const each = (group: keyof Pids): number => Math.round((taken[group] * 1_000) / ms.length);
    return {
      p50: percentile(ms, 0.5),
      p99: percentile(ms, 0.99),
      perSecond: Math.round(median(perSecond)),
      micros: { hub: each("hub"), partners: each("partners"), database: each("database"), own: each("own") },
      unlike,
      elsewhere: median(elsewhere),
      loadAverage: loadavg()[0] ?? 0,
    };
  }

  #taken(): ReadonlyMap<keyof Pids, number> {
    const groups = ["hub", "partners", "database", "own"] as const;
    return new Map(groups.map((group) => [group, processorMs(this.#pids[group])]));
  }
}

/** What the figures are measured on, and how busy it is before. */
export function machine(): string {
  const load = loadavg().map((each) => each.toFixed(1));
  return `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.version}, load average ${load.join(", ")}`;
}
