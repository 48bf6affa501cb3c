import { askData } from "../../src/testing/ask.js";
import type { Change } from "../../src/testing/harvest.js";

/** One page of a change feed. */
export interface Page {
  readonly epoch: string;
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly asOf: string;
  readonly changes: readonly Pick<Change, "id" | "withdrawn">[];
}

const PAGE =
  "query ($after: String, $first: Int! = 100, $wait: Int! = 0) { _changes(after: $after, first: $first, wait: $wait) { epoch cursor hasMore asOf changes { id withdrawn } } }";

/** Reads one page of the change feed at an address. */
export async function readPage(url: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Page> {
  return (await askData<{ _changes: Page }>(url, PAGE, variables))._changes;
}

/** Milliseconds for a test in which a reader waits the longest time that is allowed, 30 seconds: one that is not woken is late. */
export const LESS_THAN_THE_WAIT = 25_000;
