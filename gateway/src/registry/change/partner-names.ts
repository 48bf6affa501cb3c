import { vocabulary } from "@segpol/schema";
import type { PartnerDefinition } from "../../base/partner-definition.js";

/** Control and format characters, of which the eye sees nothing or something else: escapes, marks of direction, characters of no width. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Whether lists and terminals show a name as it is. */
export function isPlainName(name: string): boolean {
  return !UNSEEN.test(name);
}

/** Small letters and digits, and those that stand for them because readers take one for the other; capitals are made small before. */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  [
    ["авенкмортхусѕјԁһԛԝ", "abehkmoptxycsjdhqw"],
    ["αβεζηκμνορτυχ", "abezhkmnoptyx"],
    ["iıіӏι10", "llllllo"],
  ].flatMap(([others = "", latin = ""]) => Array.from(others, (other, at) => [other, latin.charAt(at)] as const)),
);

type Named = Pick<PartnerDefinition, "code" | "name" | "acronym">;

/**
 * The partner that a reader would take the name for, among those of the graph and those that the vocabulary knows; undefined: nobody.
 * Case, accents, width of characters, spaces and punctuation make no difference, nor do letters that look like others: of Cyrillic and Greek,
 * and I, l and 1.
 */
export function bearerOf(name: string, code: string, partners: readonly Named[]): string | undefined {
  const wanted = readAs(name);
  const bearer = [...partners, ...vocabulary.partners]
    .filter((partner) => partner.code !== code)
    .find((partner) => namesOf(partner).some((each) => readAs(each) === wanted));
  return bearer?.code;
}

function namesOf({ code, name: { original: _original, ...texts }, acronym }: Named): readonly string[] {
  return [code, acronym, ...Object.values(texts).filter((text) => text !== undefined)];
}

function readAs(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase()
    .replaceAll(/./gu, (each) => LOOKS_LIKE.get(each) ?? each);
}
