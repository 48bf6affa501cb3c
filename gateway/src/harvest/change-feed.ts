import type { Json } from "../catalogue/harvested-record.js";
import { isJsonArray, isJsonObject, type PartnerClient, PartnerFailure, type SendOptions } from "../partner-client.js";

export interface Change {
  readonly id: string;
  readonly type: string;
  readonly withdrawn: boolean;
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

const QUERY = `query Harvest($after: String, $first: Int!, $wait: Int!) {
  _changes(after: $after, first: $first, wait: $wait) { epoch changes { id type withdrawn } cursor hasMore asOf }
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
  if (errors.length > 0 || !isJsonObject(page)) throw new FeedError("its change feed answered with an error");
  const { epoch, changes, cursor, hasMore, asOf } = page;
  if (
    typeof epoch !== "string" ||
    typeof cursor !== "string" ||
    typeof hasMore !== "boolean" ||
    !isInstant(asOf) ||
    !isJsonArray(changes)
  ) {
    throw new FeedError("its change feed lacks epoch, cursor, hasMore, asOf or changes");
  }
  if (changes.length > question.first)
    throw new FeedError(`its change feed gave ${changes.length} changes, asked for ${question.first}`);
  if (hasMore && cursor === question.after)
    throw new FeedError("its change feed says that there is more, but does not go on");
  return { epoch, changes: changes.map(readChange), cursor, hasMore, asOf };
}

/**
 * Reads on after a cursor. From the beginning instead when the partner's data is another copy now, or when it no longer takes
 * the cursor but does answer: reading anew changes nothing that is the same.
 */
export async function readOn(
  client: PartnerClient,
  state: { readonly cursor: string | null; readonly epoch: string | null },
  question: Omit<FeedQuestion, "after">,
  options: SendOptions,
): Promise<ChangePage> {
  const fromTheBeginning = () => readChanges(client, { ...question, after: null, wait: 0 }, options);
  if (state.cursor === null) return await fromTheBeginning();
  let page: ChangePage;
  try {
    page = await readChanges(client, { ...question, after: state.cursor }, options);
  } catch (error) {
    if (error instanceof PartnerFailure) throw error;
    return await fromTheBeginning();
  }
  return page.epoch === state.epoch ? page : await fromTheBeginning();
}

function readChange(change: Json): Change {
  if (isJsonObject(change)) {
    const { id, type, withdrawn } = change;
    if (typeof id === "string" && typeof type === "string" && typeof withdrawn === "boolean")
      return { id, type, withdrawn };
  }
  throw new FeedError("its change feed has a change without id, type or withdrawn");
}

function isInstant(value: Json | undefined): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
