import { isLanguage, type Language } from "./language-map.js";

const RANGE = /^([a-z]{1,8})(?:-[a-z0-9]{1,8})*$/i;
const WEIGHT = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;

/**
 * The languages of the hub that an Accept-Language header asks for (RFC 9110), the most wanted first, each once: nl-BE counts
 * as NL. Left out: other languages, `*`, weight 0 and what cannot be read. No header gives an empty list.
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

/** 1 when no weight is given; 0, which leaves the range out, when it cannot be read. */
function readWeight(parameters: readonly string[]): number {
  if (parameters.length === 0) return 1;
  const weight = parameters.length === 1 ? WEIGHT.exec(parameters[0] ?? "")?.[1] : undefined;
  return weight === undefined ? 0 : Number(weight);
}
