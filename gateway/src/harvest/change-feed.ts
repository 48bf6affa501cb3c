import { isStorable } from "../catalogue/contract-values.js";
import type { Json } from "../catalogue/harvested-record.js";
import type { HarvestState } from "../catalogue/source-writer.js";
import { isJsonArray, isJsonObject, type PartnerClient, type SendOptions } from "../partner-client.js";

export interface Change {
  readonly id: string;
  readonly type: string;
  readonly withdrawn: boolean;
  /** The owner asks that all that was ever kept of it be removed. */
  readonly erased: boolean;
}

/** One page of a partner's change feed. */
export interface ChangePage {
  readonly epoch: string;
  readonly changes: readonly Change[];
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly asOf: string;
}

export interface FeedQuestion {
  readonly after: string | null;
  readonly first: number;
  /** Seconds that the partner may wait for a change. */
  readonly wait: number;
}

/** The partner answered, but not as the protocol of the harvest has it. */
export class FeedError extends Error {
  override readonly name = "FeedError";
}

/** The partner answered a question for changes with errors instead of a page, as it does when it does not know the cursor. */
class RefusedQuestionError extends FeedError {}

/** Characters of a cursor or an epoch; they are kept. */
const LONGEST_TOKEN = 2_000;

const QUERY = `query Harvest($after: String, $first: Int!, $wait: Int!) {
  _changes(after: $after, first: $first, wait: $wait) { epoch changes { id type withdrawn erased } cursor hasMore asOf }
}`;

/** @throws PartnerFailure, FeedError */
export async function readChanges(
  client: PartnerClient,
  question: FeedQuestion,
  options: SendOptions,
): Promise<ChangePage> {
  const { data, errors } = await client.send(
    { query: QUERY, operationName: "Harvest", variables: { ...question } },
    { ...options, timeoutMs: options.timeoutMs + question.wait * 1000 },
  );
  const page = data?.["_changes"];
  if (errors.length > 0 || !isJsonObject(page))
    throw new RefusedQuestionError("its change feed answered with an error");
  const { epoch, changes, cursor, hasMore, asOf } = page;
  if (
    !isToken(epoch) ||
    !isToken(cursor) ||
    typeof hasMore !== "boolean" ||
    !isInstant(asOf) ||
    !isJsonArray(changes)
  ) {
    throw new FeedError("its change feed lacks epoch, cursor, hasMore, asOf or changes");
  }
  if (changes.length > question.first)
    throw new FeedError(`its change feed gave ${changes.length} changes, asked for ${question.first}`);
  if ((hasMore || changes.length > 0) && cursor === question.after)
    throw new FeedError("its change feed names changes, or says that there are more, but its cursor does not move");
  return { epoch, changes: changes.map(readChange), cursor, hasMore, asOf: notLaterThanNow(asOf) };
}

/**
 * Reads on after a cursor. From the beginning instead when the partner's data is another copy now, or when it no longer takes
 * the cursor but does answer: reading anew changes nothing that is the same.
 */
export async function readOn(
  client: PartnerClient,
  state: HarvestState,
  question: Omit<FeedQuestion, "after">,
  options: SendOptions,
): Promise<ChangePage> {
  const fromTheBeginning = () => readChanges(client, { ...question, after: null, wait: 0 }, options);
  if (state.cursor === null) return await fromTheBeginning();
  let page: ChangePage;
  try {
    page = await readChanges(client, { ...question, after: state.cursor }, options);
  } catch (error) {
    if (!(error instanceof RefusedQuestionError)) throw error;
    return await fromTheBeginning();
  }
  return page.epoch === state.epoch ? page : await fromTheBeginning();
}

function readChange(change: Json): Change {
  if (isJsonObject(change)) {
    const { id, type, withdrawn, erased } = change;
    if (
      typeof id === "string" &&
      typeof type === "string" &&
      typeof withdrawn === "boolean" &&
      typeof erased === "boolean"
    )
      return { id, type, withdrawn, erased };
  }
  throw new FeedError("its change feed has a change without id, type, withdrawn or erased");
}

function isToken(value: Json | undefined): value is string {
  return typeof value === "string" && value.length <= LONGEST_TOKEN && isStorable(value);
}

/** A partner whose clock is fast knows no more of the future than others do. */
function notLaterThanNow(instant: string): string {
  return new Date(Math.min(Date.parse(instant), Date.now())).toISOString();
}

function isInstant(value: Json | undefined): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
