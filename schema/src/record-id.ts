import { KIND_SEGMENTS, RECORD_KINDS, type RecordKind } from "./kinds.js";
import { assertPartnerCode, isPartnerCode } from "./partner-code.js";

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_ID_LENGTH = 200;

/** The parts of a record's id. */
export interface RecordIdParts {
  /** Code of the partner that keeps the record: CC_GPI. */
  readonly partner: string;
  readonly kind: RecordKind;
  /** The partner's own name for the record, unique among its records of that kind. */
  readonly slug: string;
}

/** The parts do not make a valid id. */
export class RecordIdError extends Error {
  override readonly name = "RecordIdError";
}

/**
 * Makes a record's id: CC_GPI, Publication and nvp-2022-2025 give cc-gpi:publication:nvp-2022-2025.
 * @throws PartnerCodeError, or RecordIdError when the slug is not lower-case letters and digits in words joined by
 * single hyphens, or the id would be longer than 200 characters.
 */
export function recordId(code: string, kind: RecordKind, slug: string): string {
  assertPartnerCode(code);
  if (!SLUG.test(slug)) {
    throw new RecordIdError(
      `Expected a slug of lower-case letters and digits, words joined by a hyphen, such as nvp-2022-2025; got ${JSON.stringify(slug)}.`,
    );
  }
  const id = `${code.toLowerCase().replaceAll("_", "-")}:${KIND_SEGMENTS[kind]}:${slug}`;
  if (id.length > MAX_ID_LENGTH) {
    throw new RecordIdError(
      `Expected an id of at most ${MAX_ID_LENGTH} characters; got ${id.length}: shorten the slug.`,
    );
  }
  return id;
}

/** Reads a record's id; undefined if the text is not an id. Whether the partner or record exists is not checked. */
export function parseRecordId(id: string): RecordIdParts | undefined {
  if (id.length > MAX_ID_LENGTH) return undefined;
  const [partnerPart, segment, slug, ...rest] = id.split(":");
  if (partnerPart === undefined || slug === undefined || rest.length > 0) return undefined;
  const partner = partnerPart.toUpperCase().replaceAll("-", "_");
  const kind = RECORD_KINDS.find((each) => KIND_SEGMENTS[each] === segment);
  if (kind === undefined || !isPartnerCode(partner) || !SLUG.test(slug)) return undefined;
  if (partnerPart !== partnerPart.toLowerCase() || partnerPart.includes("_")) return undefined;
  return { partner, kind, slug };
}
