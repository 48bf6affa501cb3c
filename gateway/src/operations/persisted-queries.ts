import { createHash } from "node:crypto";
import { HUB_ERRORS, HubError } from "../errors.js";
import type { Safelist } from "./safelist.js";
import { createTextCache, type TextCache } from "./text-cache.js";

/** Put before the hash by Apollo Server. */
const PREFIX = "apq:";

/** Which queries may be asked, and how they are known by their hash; shared by every version of the graph. */
export interface PersistedQueries {
  /** Queries by their hash, as Apollo Server looks them up; undefined: a hash alone is not taken. */
  readonly cache: TextCache | undefined;
  /** @throws HubError OPERATION_NOT_LISTED, BAD_REQUEST */
  check(asked: AskedQuery): void;
}

export interface AskedQuery {
  readonly query: string | undefined;
  /** Of a query that the client takes for known. */
  readonly hash: string | undefined;
}

export interface PersistedQuerySettings {
  /** Only these may be asked; undefined: anything. */
  readonly safelist: Safelist | undefined;
  /** Bytes of queries that are remembered by their hash; 0: none. */
  readonly persistedQueryBytes: number;
}

/** @param own queries of the hub's own pages: known by their hash, and taken whatever the safelist says */
export function createPersistedQueries(
  { safelist, persistedQueryBytes }: PersistedQuerySettings,
  own?: Pick<Safelist, "textOf" | "hasText">,
): PersistedQueries {
  const listed = (hash: string): string | undefined => own?.textOf(hash) ?? safelist?.textOf(hash);
  if (!safelist) {
    const cache = persistedQueryBytes > 0 ? createTextCache(persistedQueryBytes) : undefined;
    return { cache: own ? knownFirst(listed, cache) : cache, check: checkHash };
  }
  return {
    // Nobody adds to a safelist by asking.
    cache: knownFirst(listed),
    check(asked) {
      checkHash(asked);
      const { query, hash } = asked;
      const isListed =
        query === undefined
          ? hash === undefined || listed(hash) !== undefined
          : safelist.hasText(query) || own?.hasText(query) === true;
      if (isListed) return;
      throw new HubError(
        "OPERATION_NOT_LISTED",
        `${HUB_ERRORS.OPERATION_NOT_LISTED.message} ${HUB_ERRORS.OPERATION_NOT_LISTED.mend}`,
      );
    },
  };
}

/** Queries that are known from the start, and those that clients have sent where these are remembered. */
function knownFirst(listed: (hash: string) => string | undefined, sent?: TextCache): TextCache {
  return {
    get: async (key) => listed(key.slice(PREFIX.length)) ?? (await sent?.get(key)),
    set: async (key, text) => await sent?.set(key, text),
    delete: async (key) => await sent?.delete(key),
  };
}

function checkHash({ query, hash }: AskedQuery): void {
  if (query === undefined || hash === undefined) return;
  if (createHash("sha256").update(query).digest("hex") === hash) return;
  throw new HubError(
    "BAD_REQUEST",
    "Expected extensions.persistedQuery.sha256Hash to be the SHA-256 of the query, in hexadecimal; it is another's.",
  );
}
