import type { LookupFunction } from "node:net";
import type { CompositionFinding } from "../../composition/projection/types.js";
import { readChanges } from "./change-feed.js";
import { createPartnerClient } from "../../partners/partner-client.js";

const MAX_ANSWER_BYTES = 8 * 2 ** 20;

export interface FeedCheck {
  readonly code: string;
  readonly url: string;
  readonly timeoutMs: number;
  readonly severity: CompositionFinding["severity"];
  /** How the partner's name is resolved; the machine's way when absent. */
  readonly lookup?: LookupFunction;
}

/** What is to be said of a partner's change feed; undefined: it answers as it should. */
export async function checkFeed({
  code,
  url,
  timeoutMs,
  severity,
  lookup,
}: FeedCheck): Promise<CompositionFinding | undefined> {
  const client = createPartnerClient(url, 1, lookup);
  try {
    await readChanges(client, { after: null, first: 1, wait: 0 }, { timeoutMs, maxResponseBytes: MAX_ANSWER_BYTES });
    return undefined;
  } catch (error) {
    return {
      code: "FEED_UNUSABLE",
      partner: code,
      severity,
      place: "Query._changes",
      message: `Expected a page of the change feed from _changes(first: 1); ${error instanceof Error ? error.message : String(error)}.`,
      mend: "Answer it as the contract describes RecordChanges: without it the hub cannot take in the partner's records.",
    };
  } finally {
    await client.close();
  }
}
