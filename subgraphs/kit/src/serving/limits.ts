/** What a partner's server takes at most. */
export interface ServerLimits {
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** Levels of fields of a query. */
  readonly depth: number;
  /** Words and signs of a query's text. */
  readonly tokens: number;
  /** Aliases of a query. */
  readonly aliases: number;
  /** Records that one operation may ask `_entities` for; no fewer than the hub harvests at a time. */
  readonly representations: number;
  /** Fields that one operation may select of records of `_entities`, each record times its fields. */
  readonly entityFields: number;
  /** Requests of one client within a minute; 0: any number. The hub's own, which its tokens tell, are not counted. */
  readonly requestsPerMinute: number;
  /** Milliseconds for an operation, beside what `_changes` waits; the database ends each statement after as long. */
  readonly operationMs: number;
  /** Bytes of a file that is imported at the desk. */
  readonly importBytes: number;
  /** Milliseconds for an operation of the desk, imports among them. */
  readonly importMs: number;
  /** Milliseconds in which a file has to be read, or to be written for an export, beside the database. */
  readonly importReadMs: number;
  /** MiB of memory for the process that reads or writes a file. */
  readonly importMemoryMb: number;
}

export const DEFAULT_LIMITS: ServerLimits = {
  bodyBytes: 2 * 1024 * 1024,
  depth: 30,
  tokens: 10_000,
  aliases: 200,
  representations: 500,
  entityFields: 100_000,
  requestsPerMinute: 120_000,
  operationMs: 15_000,
  importBytes: 10 * 1024 * 1024,
  importMs: 300_000,
  importReadMs: 60_000,
  importMemoryMb: 1_024,
};

const NAMES: Readonly<Record<keyof ServerLimits, string>> = {
  bodyBytes: "SEGPOL_SUBGRAPH_MAX_BODY_BYTES",
  depth: "SEGPOL_SUBGRAPH_MAX_DEPTH",
  tokens: "SEGPOL_SUBGRAPH_MAX_TOKENS",
  aliases: "SEGPOL_SUBGRAPH_MAX_ALIASES",
  representations: "SEGPOL_SUBGRAPH_MAX_REPRESENTATIONS",
  entityFields: "SEGPOL_SUBGRAPH_MAX_ENTITY_FIELDS",
  requestsPerMinute: "SEGPOL_SUBGRAPH_MAX_REQUESTS_PER_MINUTE",
  operationMs: "SEGPOL_SUBGRAPH_MAX_OPERATION_MS",
  importBytes: "SEGPOL_SUBGRAPH_MAX_IMPORT_BYTES",
  importMs: "SEGPOL_SUBGRAPH_MAX_IMPORT_MS",
  importReadMs: "SEGPOL_SUBGRAPH_MAX_IMPORT_READ_MS",
  importMemoryMb: "SEGPOL_SUBGRAPH_MAX_IMPORT_MEMORY_MB",
};

const MOST = 2_147_483_647;

/** Reads the limits from SEGPOL_SUBGRAPH_MAX_...; adds to `problems` what is wrong with them. */
export function readLimits(env: Readonly<Record<string, string | undefined>>, problems: string[]): ServerLimits {
  const entries = Object.entries(NAMES).map(([limit, name]) => {
    const least = limit === "requestsPerMinute" ? 0 : 1;
    const otherwise = DEFAULT_LIMITS[limit as keyof ServerLimits];
    const text = env[name]?.trim();
    if (!text) return [limit, otherwise];
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= MOST) return [limit, value];
    problems.push(`Expected ${name} to be a whole number from ${least} to ${MOST}; got ${JSON.stringify(text)}.`);
    return [limit, otherwise];
  });
  return Object.fromEntries(entries) as Record<keyof ServerLimits, number>;
}
