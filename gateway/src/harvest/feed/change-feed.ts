import { VISIBILITIES, type Visibility } from "@segpol/identity";
import { isStorable } from "../../base/storable-text.js";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";
import type { PartnerClient, SendOptions } from "../../partners/partner-client.js";

export interface Change {
  readonly id: string;
  readonly type: string;
  readonly withdrawn: boolean;
  /** The owner asks that all that was ever kept of it be removed. */
  readonly erased: boolean;
  /** Of a tombstone: the visibility that the record has now at its owner; undefined: it does not say. */
  readonly visibility: Visibility | undefined;
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
  /** Whether to ask for the visibility of withdrawn records, which not every partner's feed has. Default: false. */
  readonly visibility?: boolean;
}

/** The partner answered, but not as the protocol of the harvest has it. */
export class FeedError extends Error {
  override readonly name = "FeedError";
}

/** The partner does not take the cursor: it is none of its own, or one of another copy of the data or of another reader. */
class RefusedCursorError extends FeedError {}

/** Codes by which a partner says so. */
const CURSOR_CODES: ReadonlySet<unknown> = new Set(["BAD_CURSOR", "FOREIGN_CURSOR"]);

/** Databases know no year 0. */
const EARLIEST = Date.parse("0001-01-01T00:00:00Z");

/** Characters of a cursor or an epoch; they are kept. */
const MAX_TOKEN_LENGTH = 2_000;

const queryFor = (visibility: boolean): string => `query Harvest($after: String, $first: Int!, $wait: Int!) {
  _changes(after: $after, first: $first, wait: $wait) { epoch changes { id type withdrawn erased${visibility ? " visibility" : ""} } cursor hasMore asOf }
}`;

/** @throws PartnerFailure, FeedError */
export async function readChanges(
  client: PartnerClient,
  { visibility = false, ...question }: FeedQuestion,
  options: SendOptions,
): Promise<ChangePage> {
  const { data, errors } = await client.send(
    { query: queryFor(visibility), operationName: "Harvest", variables: { ...question } },
    { ...options, timeoutMs: options.timeoutMs + question.wait * 1000 },
  );
  const page = data?.["_changes"];
  if (errors.length > 0 || !isJsonObject(page)) {
    const message = "its change feed answered with an error";
    throw errors.some(isAboutCursor) ? new RefusedCursorError(message) : new FeedError(message);
  }
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
  // Of a record that is named twice the last is what became of it.
  const last = new Map(changes.map(readChange).map((change) => [change.id, change]));
  return { epoch, changes: [...last.values()], cursor, hasMore, asOf: notLaterThanNow(asOf) };
}

/** Where a partner's feed was read to. */
export interface FeedState {
  /** Null: it is read from the beginning. */
  readonly cursor: string | null;
  readonly epoch: string | null;
}

/** A page, and whether it is the first although a cursor was held: what is not named again has gone. */
export interface NextPage {
  readonly page: ChangePage;
  readonly isFullResync: boolean;
}

/**
 * Reads on after a cursor. From the beginning instead when the partner's data is another copy now, or when it says that the cursor is
 * not one for this reader: a full resync changes nothing that is the same. After any other error the cursor holds.
 */
export async function readOn(
  client: PartnerClient,
  state: FeedState,
  question: Omit<FeedQuestion, "after">,
  options: SendOptions,
): Promise<NextPage> {
  const fromTheBeginning = () => readChanges(client, { ...question, after: null, wait: 0 }, options);
  if (state.cursor === null) return { page: await fromTheBeginning(), isFullResync: false };
  try {
    const page = await readChanges(client, { ...question, after: state.cursor }, options);
    if (page.epoch === state.epoch) return { page, isFullResync: false };
  } catch (error) {
    if (!(error instanceof RefusedCursorError)) throw error;
  }
  return { page: await fromTheBeginning(), isFullResync: true };
}

function isAboutCursor({ extensions }: JsonObject): boolean {
  return isJsonObject(extensions) && CURSOR_CODES.has(extensions["code"]);
}

function readChange(change: Json): Change {
  if (isJsonObject(change)) {
    const { id, type, withdrawn, erased, visibility = null } = change;
    const told = VISIBILITIES.find((each) => each === visibility);
    if (
      typeof id === "string" &&
      typeof type === "string" &&
      typeof withdrawn === "boolean" &&
      typeof erased === "boolean" &&
      (told !== undefined || visibility === null)
    )
      return { id, type, withdrawn, erased, visibility: told };
  }
  throw new FeedError(
    "its change feed has a change without id, type, withdrawn or erased, or with a visibility that is none",
  );
}

function isToken(value: Json | undefined): value is string {
  return typeof value === "string" && value.length <= MAX_TOKEN_LENGTH && isStorable(value);
}

/** A partner whose clock is fast knows no more of the future than others do. */
function notLaterThanNow(instant: string): string {
  return new Date(Math.min(Date.parse(instant), Date.now())).toISOString();
}

function isInstant(value: Json | undefined): value is string {
  return typeof value === "string" && Date.parse(value) >= EARLIEST;
}
