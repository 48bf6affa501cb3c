import { type Environment, type QueueLimits, readSettings, type SettingValues, textOf } from "@segpol/server";
import { CLIENT_LIMIT_SETTINGS, OPERATION_SETTINGS } from "./config-tables.js";
import type { PersistedQuerySettings } from "../operations/persisted-queries.js";
import { readSafelist, type Safelist } from "../operations/safelist.js";

export interface RateLimitSettings {
  /** Requests of one client in a minute; 0: any number. */
  readonly perMinute: number;
  /** Whether it counts for what comes from this machine itself, not by way of a proxy. */
  readonly countsThisMachine: boolean;
}

/** What the hub does not let any one client, or operation, take of it. */
export interface GuardSettings extends PersistedQuerySettings {
  readonly rate: RateLimitSettings;
  /** Questions to one partner for one client in a minute, for what the hub holds as well. */
  readonly noCachePerMinute: number;
  /** Addresses and networks of proxies whose word for whom they ask is taken. */
  readonly trustedProxies: readonly string[];
  /** Milliseconds for an operation, from its arrival to its answer. */
  readonly operationTimeoutMs: number;
  readonly queue: QueueLimits;
}

export function readGuardSettings(
  { safelist, persistedQueryBytes }: SettingValues<typeof OPERATION_SETTINGS>,
  env: Environment,
  problems: string[],
): GuardSettings {
  const {
    requestsPerMinute,
    noCachePerMinute,
    trustedProxies = [],
    operationTimeoutMs,
    operations,
    waitingOperations,
  } = readSettings(CLIENT_LIMIT_SETTINGS, env, problems);
  return {
    rate: {
      perMinute: requestsPerMinute,
      // Who sets a number means it for everybody.
      countsThisMachine: textOf(env, CLIENT_LIMIT_SETTINGS.requestsPerMinute.name) !== undefined,
    },
    noCachePerMinute,
    trustedProxies,
    operationTimeoutMs,
    queue: { atOnce: operations, waiting: waitingOperations },
    persistedQueryBytes,
    safelist: safelist === undefined ? undefined : readList(safelist, problems),
  };
}

function readList(path: string, problems: string[]): Safelist | undefined {
  try {
    return readSafelist(path);
  } catch (error) {
    problems.push(`${OPERATION_SETTINGS.safelist.name}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
