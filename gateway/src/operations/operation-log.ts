import type { KnownOperation } from "../base/client-operations.js";

const MAX_OPERATIONS = 500;
/** Characters of all of them; each stands in memory twice. */
const MAX_TOTAL_LENGTH = 2_000_000;
/** Longer queries are rare, and not kept. */
const MAX_LENGTH = 20_000;

/** Remembers, in memory, which operations clients send, so that they are planned before a new version of the graph serves. */
export interface OperationLog {
  /** `times`: default 1. */
  ran(operation: KnownOperation, times?: number): void;
  /** The most frequent first. */
  frequent(count: number): readonly KnownOperation[];
}

export function createOperationLog(): OperationLog {
  const counts = new Map<string, { readonly operation: KnownOperation; times: number }>();
  let length = 0;
  return {
    ran(operation, times = 1) {
      if (operation.query.length > MAX_LENGTH) return;
      const key = `${operation.operationName ?? ""}\0${operation.query}`;
      const known = counts.get(key);
      if (known) {
        known.times += times;
        return;
      }
      counts.set(key, { operation, times });
      length += key.length;
      if (counts.size <= MAX_OPERATIONS && length <= MAX_TOTAL_LENGTH) return;
      // What was asked once and not again makes room; what is frequent counts half, so that it can go out of fashion.
      for (const [each, entry] of counts) {
        entry.times = Math.floor(entry.times / 2);
        if (entry.times > 0) continue;
        counts.delete(each);
        length -= each.length;
      }
    },
    frequent: (count) =>
      [...counts.values()]
        .toSorted((a, b) => b.times - a.times)
        .slice(0, count)
        .map(({ operation }) => operation),
  };
}
