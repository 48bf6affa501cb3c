import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { until } from "../support/until.ts";
import type { FaultyProxy, Weather } from "./faulty-proxy.ts";
import type { KeptProcess } from "./processes.ts";
import type { Random } from "./random.ts";
import { APPLICATION } from "./writer.ts";

export type Mischief =
  | "hub killed"
  | "partner killed"
  | "connections cut"
  | "connections refused"
  | "network silent"
  | "network slow"
  | "answers halved"
  | "bytes garbled"
  | "hub's database connections ended"
  | "partner's database connections ended"
  | "index built anew";

export const MISCHIEF: readonly Mischief[] = [
  "hub killed",
  "partner killed",
  "connections cut",
  "connections refused",
  "network silent",
  "network slow",
  "answers halved",
  "bytes garbled",
  "hub's database connections ended",
  "partner's database connections ended",
  "index built anew",
];

export interface Victims {
  readonly hubs: readonly KeptProcess[];
  readonly partners: readonly KeptProcess[];
  readonly proxies: readonly FaultyProxy[];
  readonly hubDatabaseUrl: string;
  readonly partnerDatabaseUrls: readonly string[];
  readonly partnerCodes: readonly string[];
  /** Builds a partner's part of the index anew, however that ends. */
  readonly reindex: (partner: string) => Promise<void>;
}

export interface ChaosOptions {
  readonly random: Random;
  readonly victims: Victims;
  /** Milliseconds between one and the next, on average. */
  readonly intervalMs: number;
  readonly onMischief: (what: Mischief) => void;
  readonly signal: AbortSignal;
}

const START_WITHIN_MS = 60_000;

const WEATHER: Partial<Record<Mischief, Weather>> = {
  "connections refused": "REFUSE",
  "network silent": "SILENT",
  "network slow": "SLOW",
  "answers halved": "HALVE",
  "bytes garbled": "GARBLE",
};

/**
 * Each kind of mischief once, in a new order each time round. Ends with the signal, but not before each kind has been; then everything is
 * left whole.
 */
export async function wreakChaos({ random, victims, intervalMs, onMischief, signal }: ChaosOptions): Promise<void> {
  const rebuilding: Promise<void>[] = [];
  for (let round = 1; round === 1 || !signal.aborted; round += 1) {
    for (const what of random.shuffled(MISCHIEF)) {
      if (round > 1 && signal.aborted) break;
      await sleep(intervalMs * (0.5 + random.next()));
      onMischief(what);
      // Other mischief is to happen meanwhile.
      if (what === "index built anew") rebuilding.push(victims.reindex(random.pick(victims.partnerCodes)));
      else await strike(what, random, victims, intervalMs);
    }
  }
  for (const proxy of victims.proxies) proxy.weather = "PASS";
  await Promise.all(rebuilding);
}

async function strike(what: Mischief, random: Random, victims: Victims, intervalMs: number): Promise<void> {
  const weather = WEATHER[what];
  if (weather) {
    const proxy = random.pick(victims.proxies);
    proxy.weather = weather;
    await sleep(intervalMs * (0.25 + 1.5 * random.next()));
    proxy.weather = "PASS";
  } else if (what === "hub killed") {
    (await someReady(victims.hubs, random)).kill(random.int(0, 1_000));
  } else if (what === "partner killed") {
    (await someReady(victims.partners, random)).kill(random.int(0, 1_000));
  } else if (what === "connections cut") {
    random.pick(victims.proxies).cut();
  } else if (what === "hub's database connections ended") {
    await someReady(victims.hubs, random);
    await endConnections(victims.hubDatabaseUrl);
  } else {
    await endConnections(random.pick(victims.partnerDatabaseUrls));
  }
}

/** One that serves: what is killed while it starts never gets to harm anything. */
async function someReady(processes: readonly KeptProcess[], random: Random): Promise<KeptProcess> {
  const ready = () => Promise.resolve(processes.filter(({ isReady }) => isReady));
  return random.pick(await until("a process to serve", ready, (found) => found.length > 0, START_WITHIN_MS));
}

/** All but the run's own. */
async function endConnections(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: APPLICATION });
  await client.connect();
  try {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = current_user and application_name <> $1`,
      [APPLICATION],
    );
  } finally {
    await client.end();
  }
}
