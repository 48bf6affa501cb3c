import { RECORD_LIMITS } from "@segpol/schema";
import type { SendOptions } from "../../partners/partner-client.js";
import { UnreadableError } from "./unreadable-error.js";

/** Bytes of one record, read page by page where it has pages; a larger one is quarantined. */
export function maxRecordBytes({ maxResponseBytes }: SendOptions): number {
  return Math.min(RECORD_LIMITS.harvestedBytes, maxResponseBytes / 4);
}

/** Bytes of all that is read together, and so is held in memory at once. */
export function maxResultBytes({ maxResponseBytes }: SendOptions): number {
  return maxResponseBytes * 2;
}

export function recordTooLarge(bytes: number, options: SendOptions): UnreadableError {
  return new UnreadableError({
    field: null,
    expected: `a record of at most ${maxRecordBytes(options)} bytes`,
    got: `${bytes}`,
    mend: "Shorten the record, or make several of it.",
  });
}
