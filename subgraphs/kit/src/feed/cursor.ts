import { createHmac, timingSafeEqual } from "node:crypto";

/** A place in the change feed: after the change with this transaction and sequence. */
export interface FeedPosition {
  /** The copy of the data that the place is in. */
  readonly epoch: string;
  readonly xid: string;
  readonly seq: string;
  /** Milliseconds since 1970: everything committed until then lies before this place. */
  readonly asOf: number;
  /** Whose feed it is; undefined in cursors of before there was one for each level. */
  readonly level: number | undefined;
  /** The start of PostgreSQL since which the place was given out, in microseconds since 1970. */
  readonly run: string;
}

/** What fits into a bigint and an xid8, whatever the digits are. */
const NUMBER = /^\d{1,18}$/;
const MAC_BYTES = 16;

/** The opaque text for a place, signed: nobody but the feed can make one. */
export function writeFeedCursor({ epoch, xid, seq, asOf, run, level }: FeedPosition, key: string): string {
  const place = Buffer.from(JSON.stringify({ e: epoch, x: xid, s: seq, t: asOf, r: run, l: level })).toString(
    "base64url",
  );
  return `${place}.${macOf(place, key).toString("base64url")}`;
}

/** The place that a cursor stands for; undefined when it was not made by a change feed. Whether by this one, see `isSigned`. */
export function readFeedCursor(cursor: string): FeedPosition | undefined {
  const [place = ""] = cursor.split(".");
  try {
    const { e, x, s, t, r, l } = JSON.parse(Buffer.from(place, "base64url").toString()) as Record<string, unknown>;
    if (!isText(e, /^[0-9a-f-]{36}$/) || !isText(x, NUMBER) || !isText(s, NUMBER)) return undefined;
    if (!isText(r, NUMBER) || !Number.isSafeInteger(t)) return undefined;
    if (l !== undefined && !Number.isSafeInteger(l)) return undefined;
    return { level: l as number | undefined, epoch: e, xid: x, seq: s, asOf: t as number, run: r };
  } catch {
    return undefined;
  }
}

/** Whether a cursor was made with this key. */
export function isSigned(cursor: string, key: string): boolean {
  const [place = "", mac = ""] = cursor.split(".");
  const given = Buffer.from(mac, "base64url");
  return given.length === MAC_BYTES && timingSafeEqual(given, macOf(place, key));
}

function macOf(place: string, key: string): Buffer {
  return createHmac("sha256", key).update(place).digest().subarray(0, MAC_BYTES);
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && pattern.test(value);
}
