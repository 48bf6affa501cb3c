import { isLanguage, type Language } from "./language-map.js";

const RANGE = /^([a-z]{1,8})(?:-[a-z0-9]{1,8})*$/i;
const WEIGHT = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * The hub's languages in an Accept-Language header (RFC 9110), by descending weight, each once: nl-BE counts as NL. Other languages, `*`,
 * weight 0 and malformed parts are ignored. Without a header the list is empty.
 */
export function parseAcceptLanguage(header: string | undefined): Language[] {
  const asked = (header ?? "").split(",").flatMap(readRange);
  asked.sort((a, b) => b.weight - a.weight);
  return [...new Set(asked.map(({ language }) => language))];
}

function readRange(part: string): { language: Language; weight: number }[] {
  const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim());
  const language = RANGE.exec(tag)?.[1]?.toUpperCase();
  const weight = readWeight(parameters);
  return isLanguage(language) && weight > 0 ? [{ language, weight }] : [];
}

/** 1 without a weight; 0, which drops the range, if the weight is malformed. */
function readWeight(parameters: readonly string[]): number {
  if (parameters.length === 0) return 1;
  const weight = parameters.length === 1 ? WEIGHT.exec(parameters[0] ?? "")?.[1] : undefined;
  return weight === undefined ? 0 : Number(weight);
}
