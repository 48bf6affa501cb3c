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

export function createPersistedQueries({ safelist, persistedQueryBytes }: PersistedQuerySettings): PersistedQueries {
  if (!safelist) {
    const cache = persistedQueryBytes > 0 ? createTextCache(persistedQueryBytes) : undefined;
    return { cache, check: checkHash };
  }
  return {
    // Nobody adds to a safelist by asking.
    cache: {
      get: (key) => Promise.resolve(safelist.textOf(key.slice(PREFIX.length))),
      set: () => Promise.resolve(),
      delete: () => Promise.resolve(),
    },
    check(asked) {
      checkHash(asked);
      const { query, hash } = asked;
      const isListed =
        query === undefined ? hash === undefined || safelist.textOf(hash) !== undefined : safelist.hasText(query);
      if (isListed) return;
      throw new HubError(
        "OPERATION_NOT_LISTED",
        `${HUB_ERRORS.OPERATION_NOT_LISTED.message} ${HUB_ERRORS.OPERATION_NOT_LISTED.mend}`,
      );
    },
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
