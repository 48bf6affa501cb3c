import { CRITERION_CODES, isPartnerCode, parseRecordId, type RecordKind, THEME_CODES } from "@segpol/schema";
import { PartnerDefinitionError, type PartnerSeed, type RecordClasses } from "../partner.js";
import type { MeasureSeed, RecommendationSeed, RecordSeed } from "../records/seed.js";

/** The seeds of a partner by kind; a kind that it does not seed has none. */
export function seedsByKind(seed: PartnerSeed): Readonly<Record<RecordKind, readonly RecordSeed[]>> {
  return {
    Event: seed.events ?? [],
    Publication: seed.publications ?? [],
    Recommendation: seed.recommendations ?? [],
    LegitimacyIndicator: seed.legitimacyIndicators ?? [],
  };
}

/**
 * Checks what the database cannot: ids, codes of the vocabulary, links.
 * @throws PartnerDefinitionError naming the first seed that does not fit.
 */
export function checkSeed(code: string, classes: RecordClasses, seed: PartnerSeed): void {
  const seen = new Set<string>();
  for (const [kind, seeds] of Object.entries(seedsByKind(seed)) as [RecordKind, readonly RecordSeed[]][]) {
    if (seeds.length > 0 && !classes[kind]) {
      fail(`a class for ${kind} among the partner's records, since there are seeds of that kind`, "none");
    }
    for (const record of seeds) {
      checkRecord(code, kind, record);
      if (seen.has(record.id)) fail("each seed to have an id of its own", `${record.id} twice`);
      seen.add(record.id);
    }
  }
  for (const recommendation of seed.recommendations ?? []) checkMeasures(recommendation);
}

function checkRecord(
  code: string,
  kind: RecordKind,
  { id, themes = [], criteria = [], links = [], ...rest }: RecordSeed,
): void {
  const parts = parseRecordId(id);
  if (parts?.partner !== code || parts.kind !== kind) {
    fail(`recordId("${code}", "${kind}", slug) as the id of a seed of that kind`, id);
  }
  checkCodes(id, "theme", themes, THEME_CODES);
  checkCodes(id, "legitimacy criterion", criteria, CRITERION_CODES);
  if ("criterion" in rest && typeof rest.criterion === "string") {
    checkCodes(id, "legitimacy criterion", [rest.criterion], CRITERION_CODES);
  }
  for (const { rel, id: target } of links) {
    if (!parseRecordId(target)) fail(`the link "${rel}" of ${id} to name a record's id`, target);
  }
  if ("organisers" in rest && Array.isArray(rest.organisers)) {
    const unknown = rest.organisers.find((organiser) => !isPartnerCode(String(organiser)));
    if (unknown !== undefined) fail(`codes of partners as organisers of ${id}`, String(unknown));
    if (rest.organisers[0] !== code)
      fail(`the owner ${code} first among the organisers of ${id}`, String(rest.organisers[0]));
  }
}

function checkCodes(id: string, what: string, codes: readonly string[], known: readonly string[]): void {
  const unknown = codes.find((code) => !known.includes(code));
  if (unknown !== undefined) fail(`a ${what} of ${id} to be one of ${known.join(", ")}`, unknown);
}

function checkMeasures({ id, measures = [], followUps = [], assessments = [] }: RecommendationSeed): void {
  const refs = allRefs(measures);
  const doubled = refs.find((ref, index) => refs.indexOf(ref) < index);
  if (doubled !== undefined) fail(`each measure of ${id} to have a ref of its own`, `${doubled} twice`);
  for (const { id: itemId, measure } of [...followUps, ...assessments]) {
    if (measure !== undefined && !refs.includes(measure)) {
      fail(`${itemId} to name a measure of ${id} (${refs.join(", ") || "it has none"})`, measure);
    }
  }
}

function allRefs(measures: readonly MeasureSeed[]): string[] {
  return measures.flatMap(({ ref, measures: below = [] }) => [ref, ...allRefs(below)]);
}

function fail(expected: string, came: string): never {
  throw new PartnerDefinitionError(`Expected ${expected}; got ${came}.`);
}
