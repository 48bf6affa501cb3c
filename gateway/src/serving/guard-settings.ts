import { isIP } from "node:net";
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
  /**
   * SEGPOL_RATE_LIMIT, requests of one client in a minute, whoever it is; 0: any number. Default: 600, and any number from this machine
   * itself.
   */
  readonly rate: RateLimitSettings;
  /** Addresses and networks of proxies whose word for whom they ask is taken. SEGPOL_TRUSTED_PROXIES, separated by commas, none */
  readonly trustedProxies: readonly string[];
  /** Milliseconds for an operation, from its arrival to its answer. SEGPOL_OPERATION_TIMEOUT_MS, 20000 */
  readonly operationTimeoutMs: number;
  /** Bytes of queries that are remembered by their hash; 0: none. SEGPOL_PERSISTED_QUERY_BYTES, 8 MiB */
  readonly persistedQueryBytes: number;
  /** Only these may be asked; undefined: anything. SEGPOL_SAFELIST, a manifest or a folder of GraphQL files, none */
  readonly safelist: Safelist | undefined;
}

export interface GuardReading {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly problems: string[];
  readonly int: (name: string, fallback: number, min: number, max: number) => number;
}

const DEFAULT_RATE = 600;
/** Names of groups of addresses that Fastify knows. */
const GROUPS: ReadonlySet<string> = new Set(["loopback", "linklocal", "uniquelocal"]);

export function readGuardSettings({ env, problems, int }: GuardReading): GuardSettings {
  return {
    rate: {
      perMinute: int("SEGPOL_RATE_LIMIT", DEFAULT_RATE, 0, 10_000_000),
      countsThisMachine: Boolean(env["SEGPOL_RATE_LIMIT"]?.trim()),
    },
    trustedProxies: readProxies(env, problems),
    operationTimeoutMs: int("SEGPOL_OPERATION_TIMEOUT_MS", 20_000, 10, 600_000),
    persistedQueryBytes: int("SEGPOL_PERSISTED_QUERY_BYTES", 8 * 2 ** 20, 0, 2 ** 30),
    safelist: readList(env, problems),
  };
}

function readProxies(env: GuardReading["env"], problems: string[]): readonly string[] {
  const proxies = (env["SEGPOL_TRUSTED_PROXIES"] ?? "")
    .split(",")
    .map((proxy) => proxy.trim())
    .filter(Boolean);
  for (const proxy of proxies) {
    const [address = "", bits = "32", ...more] = proxy.split("/");
    const isNetwork = isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= 128 && more.length === 0;
    if (!isNetwork && !GROUPS.has(proxy)) {
      problems.push(
        `SEGPOL_TRUSTED_PROXIES: expected addresses such as 10.0.0.5, networks such as 10.0.0.0/8, or loopback, got "${proxy}".`,
      );
    }
  }
  return proxies;
}

function readList(env: GuardReading["env"], problems: string[]): Safelist | undefined {
  const path = env["SEGPOL_SAFELIST"]?.trim();
  if (!path) return undefined;
  try {
    return readSafelist(path);
  } catch (error) {
    problems.push(`SEGPOL_SAFELIST: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
