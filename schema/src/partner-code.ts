import type { RecordKind } from "./kinds.js";

const CODE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/** A partner's code is malformed. */
export class PartnerCodeError extends Error {
  override readonly name = "PartnerCodeError";
}

/** Whether a text has the form of a partner's code: CPS, CC_GPI. */
export function isPartnerCode(text: string): boolean {
  return CODE.test(text);
}

/**
 * Prefix of the names of a partner's types: CPS gives Cps, CC_GPI gives CcGpi.
 * @throws PartnerCodeError when the code is not upper-case letters and digits in words joined by single underscores.
 */
export function typePrefix(code: string): string {
  assertPartnerCode(code);
  return code
    .split("_")
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join("");
}

/** Prefix of the names of a partner's root fields: CPS gives cps, CC_GPI gives ccGpi. Fails as {@link typePrefix} does. */
export function fieldPrefix(code: string): string {
  const prefix = typePrefix(code);
  return prefix.charAt(0).toLowerCase() + prefix.slice(1);
}

/** The object type with which a partner serves a kind of record: CC_GPI and Publication give CcGpiPublication. */
export function recordTypeName(code: string, kind: RecordKind): string {
  return typePrefix(code) + kind;
}

/** @throws PartnerCodeError when the text is not a partner's code. */
export function assertPartnerCode(code: string): void {
  if (isPartnerCode(code)) return;
  throw new PartnerCodeError(
    `Expected a partner's code of upper-case letters and digits, words joined by an underscore, such as CC_GPI; got ${JSON.stringify(code)}.`,
  );
}
