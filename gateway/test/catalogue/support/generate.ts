import {
  CRITERION_CODES,
  type LanguageMap,
  LANGUAGES,
  RECORD_KINDS,
  type RecordKind,
  recordId,
  THEME_CODES,
} from "@segpol/schema";
import type { HarvestedLink } from "../../../src/catalogue/record/harvested-record.js";
import { PARTNER_CODES } from "./graph.js";
import type { ModelRecord } from "./model.js";
import { createRandom, type Random } from "./random.js";

/** The day on which the tests take place. */
export const TODAY = "2022-06-15";

const WORDS = [
  "Opleiding",
  "Élan",
  "Übung",
  "Vertrouwen",
  "école",
  "Réforme",
  "Zone",
  "Depêche",
  "fonds",
  "Ágora",
  "module",
];
const CATEGORIES: Readonly<Record<RecordKind, readonly string[]>> = {
  Event: ["PLENARY", "SERIES", "ROUND_TABLE", "STUDY_DAY", "TRAINING"],
  Publication: ["REPORT", "MEMORANDUM", "NEWS"],
  Recommendation: ["RECOMMENDATION", "COMMITMENT"],
  LegitimacyIndicator: [],
};
export const CLAIMS = ["NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE"] as const;
const CLOSURES = ["OPEN", "OPEN", "OPEN", "CLOSED_IMPLEMENTED", "CLOSED_NOT_IMPLEMENTED", "NO_LONGER_RELEVANT"];
const EVENT_STATUSES = ["CONFIRMED", "CONFIRMED", "TENTATIVE", "CANCELLED"];

/** Hundreds of records of several partners, linked with each other; the same for the same seed. */
export function generateRecords(seed: number, perPartnerAndKind = 20): ModelRecord[] {
  const random = createRandom(seed);
  const ids = PARTNER_CODES.flatMap((partner) =>
    RECORD_KINDS.flatMap((kind) =>
      Array.from({ length: perPartnerAndKind }, (_, index) => ({
        partner,
        kind,
        id: recordId(partner, kind, `r-${index + 1}`),
      })),
    ),
  );
  const idsOf = (kind: RecordKind): string[] => ids.filter((each) => each.kind === kind).map(({ id }) => id);
  const idsByKind = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, idsOf(kind)])) as Record<RecordKind, string[]>;
  const records = ids.map(({ partner, kind, id }) => generateRecord(random, partner, kind, id, idsByKind));
  return records.map((record) => ({ ...record, ...factsOf(random, record) }));
}

function generateRecord(
  random: Random,
  partner: string,
  kind: RecordKind,
  id: string,
  ids: Readonly<Record<RecordKind, readonly string[]>>,
): ModelRecord {
  const isRecommendation = kind === "Recommendation";
  const categories = CATEGORIES[kind];
  return {
    id,
    partner,
    kind,
    visibility: random.chance(0.85) ? "PUBLIC" : random.pick(["PARTNERS", "CABINET"]),
    title: text(random),
    summary: random.chance(0.5) ? text(random) : null,
    // The last two themes stay without an event, the last without a recommendation.
    themes: random.some(THEME_CODES.slice(0, kind === "Event" ? 7 : isRecommendation ? 8 : 9), 0.2),
    criteria: random.some(CRITERION_CODES, 0.3),
    updatedAt: new Date(
      Date.UTC(2022, random.below(5), 1 + random.below(28), random.below(24), 0, random.below(3), random.below(2)),
    ).toISOString(),
    category: categories.length > 0 ? random.pick(categories) : null,
    status: kind === "Event" ? random.pick(EVENT_STATUSES) : isRecommendation ? random.pick(CLAIMS) : null,
    date: kind === "Event" || kind === "Publication" ? date(random) : null,
    ref: isRecommendation && random.chance(0.8) ? `${random.pick(["R", "E"])}${1 + random.below(30)}` : null,
    dueOn: isRecommendation && random.chance(0.7) ? day(random) : null,
    assessed: isRecommendation && random.chance(0.4) ? random.pick(CLAIMS) : null,
    closure: isRecommendation ? random.pick(CLOSURES) : null,
    responses: isRecommendation ? responses(random) : [],
    territory: kind === "LegitimacyIndicator" && random.chance(0.7) ? random.pick(["44021", "5415", "11002"]) : null,
    frequency: null,
    place: null,
    addressees: [],
    lastFollowUp: null,
    nextReviewOn: null,
    latest: kind === "LegitimacyIndicator" && random.chance(0.6) ? { value: random.below(1000) / 10 } : null,
    organisers:
      kind === "Event"
        ? [
            partner,
            ...random.some(
              ["CPL", "NOT_JOINED"].filter((code) => code !== partner),
              0.5,
            ),
          ]
        : [],
    links: links(random, kind, ids),
  };
}

export const BODIES = ["Binnenlandse Zaken", "Politiezone Gent", "Collège des procureurs généraux", "Vaste Commissie"];
export const PLACES = [
  { name: "Liège", nisCode: "62063" },
  { name: "Gent", nisCode: "44021" },
  { name: "Ostbelgien", nisCode: null },
];

/** What records say beside what their lists show. */
function factsOf(random: Random, { kind, assessed, latest }: ModelRecord): Partial<ModelRecord> {
  switch (kind) {
    case "Event":
      return { place: random.chance(0.7) ? random.pick(PLACES) : null };
    case "Recommendation":
      return {
        addressees: random.some(BODIES, 0.4),
        lastFollowUp: random.chance(0.6) ? { on: day(random), hasEvidence: random.chance(0.5) } : null,
        nextReviewOn: assessed !== null && random.chance(0.5) ? day(random) : null,
      };
    case "LegitimacyIndicator":
      return {
        latest: latest && { ...latest, until: random.pick(["2021-06-30", "2021-12-31", "2022-03-31"]) },
        frequency: random.pick([null, "jaarlijks", "P6M", "nu en dan"]),
      };
    case "Publication":
      return {};
  }
}

function links(
  random: Random,
  kind: RecordKind,
  ids: Readonly<Record<RecordKind, readonly string[]>>,
): HarvestedLink[] {
  const to = (rel: string, target: RecordKind, probability: number, most = 1): HarvestedLink[] =>
    Array.from({ length: most }, () => ({ rel, id: random.pick(ids[target]) })).filter(() =>
      random.chance(probability),
    );
  switch (kind) {
    case "Event":
      return to("series", "Event", 0.4);
    case "Publication":
      return [
        ...to("event", "Event", 0.7),
        ...(random.chance(0.1) ? [{ rel: "event", id: "cps:event:not-known" }] : []),
      ];
    case "Recommendation":
      return [
        ...to("publication", "Publication", 0.7),
        ...to("event", "Event", 0.5),
        ...to("legitimacyIndicator", "LegitimacyIndicator", 0.4, 3),
        ...to("supersedes", "Recommendation", 0.3),
        ...to("related", "Recommendation", 0.3, 2),
      ];
    case "LegitimacyIndicator":
      return to("recommendation", "Recommendation", 0.3, 2);
  }
}

function text(random: Random): LanguageMap {
  const words = (): string => `${random.pick(WORDS)} ${random.pick(WORDS)} ${1 + random.below(12)}`;
  const original = random.pick(LANGUAGES);
  const map: Record<string, string> = { [original]: words() };
  for (const language of random.some(LANGUAGES, 0.3)) map[language] ??= words();
  return { original, ...map };
}

function day(random: Random): string {
  return new Date(Date.UTC(2021 + random.below(3), random.below(12), 1 + random.below(28))).toISOString().slice(0, 10);
}

function date(random: Random): ModelRecord["date"] {
  if (random.chance(0.15)) return null;
  const earliest = day(random);
  if (random.chance(0.15)) return { edtf: `${earliest}/..`, earliest, latest: null };
  if (random.chance(0.5)) return { edtf: earliest, earliest, latest: earliest };
  const latest = new Date(Date.parse(earliest) + random.below(90) * 86_400_000).toISOString().slice(0, 10);
  return { edtf: `${earliest}/${latest}`, earliest, latest };
}

function responses(random: Random): ModelRecord["responses"] {
  if (random.chance(0.5)) return [];
  return [{ body: "Minister", value: random.pick(["SUPPORTED", "DECLINED", "NO_RESPONSE"]) }];
}
