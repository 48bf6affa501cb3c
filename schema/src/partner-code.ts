import type { RecordKind } from "./kinds.js";

/** Characters of a code: it stands in the names of types, in ids and in addresses. */
const MAX_CODE_LENGTH = 50;
/** Characters of a wrong one that a message repeats. */
const MAX_SHOWN = 80;
const CODE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/** A partner's code is malformed. */
export class PartnerCodeError extends Error {
  override readonly name = "PartnerCodeError";
}

/** Whether a text has the form of a partner's code: CPS, CC_GPI; 50 characters at most. */
export function isPartnerCode(text: string): boolean {
  return text.length <= MAX_CODE_LENGTH && CODE.test(text);
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

/** Whether a name is a prefix and another word after it: CpsEvent for Cps, and neither Cps nor Cpsevent. */
export function hasPrefix(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && /^[A-Z]/.test(name.slice(prefix.length));
}

/** The object type with which a partner serves a kind of record: CC_GPI and Publication give CcGpiPublication. */
export function recordTypeName(code: string, kind: RecordKind): string {
  return typePrefix(code) + kind;
}

/**
 * Whether nobody could tell two codes apart by the names that are made from them: one, read without underscores, begins the other.
 * CCGPI and CC_GPI give CcgpiEvent and CcGpiEvent; A_1 and A1_B give A1 and A1B. Nor could they tell apart codes that differ in what looks
 * alike: CP5 and CPS.
 */
export function areAlike(code: string, other: string): boolean {
  const [one, two] = [code.replaceAll("_", ""), other.replaceAll("_", "")];
  return one.startsWith(two) || two.startsWith(one) || readAs(one) === readAs(two);
}

/** Digits as the letters that they are taken for. */
const LETTERS: Readonly<Record<string, string>> = { 0: "O", 1: "I", 2: "Z", 5: "S", 8: "B" };

function readAs(code: string): string {
  return code.replaceAll(/\d/g, (digit) => LETTERS[digit] ?? digit);
}

/** @throws PartnerCodeError when the text is not a partner's code. */
export function assertPartnerCode(code: string): void {
  // Whether it is short enough counts for newcomers alone.
  if (CODE.test(code)) return;
  throw new PartnerCodeError(
    `Expected a partner's code of upper-case letters and digits, words joined by an underscore, such as CC_GPI; got ${JSON.stringify(code.slice(0, MAX_SHOWN))}.`,
  );
}
