import { badCursor, badInput } from "../serving/input-errors.js";

/** A place in the change feed: after the change with this transaction and sequence. */
export interface FeedPosition {
  /** The copy of the data that the place is in. */
  readonly epoch: string;
  readonly xid: string;
  readonly seq: string;
  /** Milliseconds since 1970: everything committed until then lies before this place. */
  readonly asOf: number;
}

const NUMBER = /^\d{1,20}$/;

/** The place before the first change. */
export function feedStart(epoch: string): FeedPosition {
  return { epoch, xid: "0", seq: "0", asOf: 0 };
}

/** The opaque text for a place. */
export function writeFeedCursor({ epoch, xid, seq, asOf }: FeedPosition): string {
  return Buffer.from(JSON.stringify({ e: epoch, x: xid, s: seq, t: asOf })).toString("base64url");
}

/**
 * The place that a cursor stands for.
 * @throws GraphQLError BAD_CURSOR when it was not made by a change feed, FOREIGN_CURSOR when by the feed of another copy of the
 * data: that one has to be read from the beginning.
 */
export function readFeedCursor(cursor: string, epoch: string): FeedPosition {
  const position = parsePosition(cursor);
  if (!position) throw badCursor("a cursor of this change feed");
  if (position.epoch === epoch) return position;
  throw badInput(
    `Expected after to be a cursor of epoch ${epoch}; got one of ${position.epoch}: this is another copy of the data, read it from the beginning without after.`,
    "FOREIGN_CURSOR",
  );
}

function parsePosition(cursor: string): FeedPosition | undefined {
  try {
    const { e, x, s, t } = JSON.parse(Buffer.from(cursor, "base64url").toString()) as Record<string, unknown>;
    if (!isText(e, /^[0-9a-f-]{36}$/) || !isText(x, NUMBER) || !isText(s, NUMBER)) return undefined;
    return Number.isSafeInteger(t) ? { epoch: e, xid: x, seq: s, asOf: t as number } : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && pattern.test(value);
}
