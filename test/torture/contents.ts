import {
  contractSchema,
  CRITERION_CODES,
  fuzzyDate,
  type FuzzyDateValue,
  type LanguageMap,
  LANGUAGES,
  type RecordKind,
  THEME_CODES,
} from "@segpol/schema";
import { isEnumType } from "graphql";
import { PARTNER_CODES } from "../support/partners.ts";
import type { Random } from "./random.ts";

/** Values of a record's own table, by column; jsonb and arrays as JSON. */
export type Columns = Readonly<Record<string, unknown>>;

/** The tables that partners keep records in. */
export const TABLES: Readonly<Record<RecordKind, string>> = {
  Event: "event",
  Publication: "publication",
  Recommendation: "recommendation",
  LegitimacyIndicator: "legitimacy_indicator",
};

const WORDS = [
  "politie",
  "sécurité",
  "Bürger",
  "trust",
  "Œuvre",
  "wijk",
  '"guillemets"',
  "l'humain",
  "a\\b",
  "two\nlines",
  "100 %",
  "🚓",
  "naïef",
  "{brace}",
];
/** Of a title, which has one line. */
const LINE_WORDS = WORDS.filter((word) => !word.includes("\n"));
const RELATIONS = [
  "series",
  "event",
  "publication",
  "recommendation",
  "legitimacyIndicator",
  "supersedes",
  "followsUp",
  "related",
];

export function oneOf(random: Random, enumName: string): string {
  const type = contractSchema.getType(enumName);
  if (!isEnumType(type)) throw new Error(`Expected the contract to have an enum ${enumName}.`);
  return random.pick(type.getValues()).name;
}

export function textOf(random: Random, what: string, of = WORDS): LanguageMap {
  const languages = random.some(LANGUAGES, LANGUAGES.length);
  const original = random.pick(languages.length > 0 ? languages : LANGUAGES);
  const words = () => `${what} ${Array.from({ length: random.int(1, 6) }, () => random.pick(of)).join(" ")}`;
  return Object.assign(
    { original },
    ...[...new Set([original, ...languages])].map((language) => ({ [language]: words() })),
  );
}

function maybe<T>(random: Random, make: () => T): T | null {
  return random.chance(0.6) ? make() : null;
}

export function dayOf(random: Random): string {
  return `${random.int(2019, 2027)}-${String(random.int(1, 12)).padStart(2, "0")}-${String(random.int(1, 28)).padStart(2, "0")}`;
}

export function dateOf(random: Random): FuzzyDateValue {
  const day = dayOf(random);
  const edtf = random.pick([day, day.slice(0, 7), day.slice(0, 4), `${day.slice(0, 4)}-XX`, `${day}/..`]);
  return fuzzyDate({ text: textOf(random, "on"), edtf, basis: random.pick(["STATED", "INFERRED"]) });
}

const urlOf = (random: Random): string => `https://partner.example/${random.int(1, 1_000_000)}`;

export interface ContentsOf {
  readonly partner: string;
  readonly kind: RecordKind;
  readonly id: string;
  /** Makes every content another. */
  readonly serial: string;
  /** Ids that links may lead to. */
  readonly others: readonly string[];
}

/** A record of every field that there is, or some of them. */
export function columnsOf(random: Random, { partner, kind, id, serial, others }: ContentsOf): Columns {
  return {
    id,
    title: textOf(random, serial, LINE_WORDS),
    summary: maybe(random, () => textOf(random, "summary")),
    themes: random.some(THEME_CODES, 3),
    criteria: random.some(CRITERION_CODES, 2),
    visibility: random.chance(0.85) ? "PUBLIC" : random.pick(["PARTNERS", "CABINET"]),
    url: maybe(random, () => urlOf(random)),
    provenance: maybe(random, () => ({ document: `Document ${serial}`, locator: "2.1", retrievedAt: dayOf(random) })),
    links: Array.from({ length: random.int(0, 3) }, () => ({ rel: random.pick(RELATIONS), id: random.pick(others) })),
    withdrawn_at: null,
    ...OF_KIND[kind](random, partner),
  };
}

/** The main one is among all of them. */
function criteriaOf(random: Random): Columns {
  const criteria = random.some(CRITERION_CODES, 3);
  return { criteria, criterion: criteria[0] ?? null };
}

const OF_KIND: Readonly<Record<RecordKind, (random: Random, partner: string) => Columns>> = {
  Event: (random, partner) => ({
    kind: oneOf(random, "EventKind"),
    status: oneOf(random, "EventStatus"),
    date: maybe(random, () => dateOf(random)),
    place: maybe(random, () => ({ name: `Plaats ${random.pick(WORDS)}`, country: "BE", nisCode: "44021" })),
    attendance: oneOf(random, "AttendanceMode"),
    organisers: [
      partner,
      ...random.some(
        PARTNER_CODES.filter((code) => code !== partner),
        2,
      ),
    ],
    topics: maybe(random, () => Array.from({ length: random.int(1, 4) }, () => textOf(random, "topic"))),
    topics_open: maybe(random, () => random.chance(0.5)),
    speakers: maybe(random, () => random.some(["A. Peeters", "B. Dupont", "C. Müller"], 3)),
    capacity: maybe(random, () => ({ groups: random.int(1, 9), min: 5, max: random.int(6, 90) })),
    registration: maybe(random, () => ({ state: oneOf(random, "RegistrationState"), opensOn: dayOf(random) })),
    livestream: maybe(random, () => urlOf(random)),
  }),
  Publication: (random) => ({
    type: oneOf(random, "PublicationType"),
    date: maybe(random, () => dateOf(random)),
    documents: maybe(random, () =>
      Array.from({ length: random.int(1, 3) }, () => ({
        url: urlOf(random),
        language: random.pick(LANGUAGES),
        mediaType: "application/pdf",
        bytes: random.int(1, 1_000_000),
      })),
    ),
  }),
  Recommendation: (random) => ({
    kind: oneOf(random, "RecommendationKind"),
    ref: maybe(random, () => `R${random.int(1, 99)}`),
    goal: maybe(random, () => textOf(random, "goal")),
    context: maybe(random, () => textOf(random, "context")),
    addressees: maybe(random, () => random.some(["Minister", "Zone", "Academie"], 3)),
    priority: maybe(random, () => ({ rank: random.int(1, 5), of: 5, method: textOf(random, "ranked") })),
    due_on: maybe(random, () => dayOf(random)),
  }),
  LegitimacyIndicator: (random) => ({
    ...criteriaOf(random),
    unit: maybe(random, () => random.pick(["%", "klachten"])),
    direction: oneOf(random, "Direction"),
    territory: maybe(random, () => "44021"),
    baseline: maybe(random, () => ({
      period: dateOf(random),
      value: random.int(0, 1000) / 8,
      status: "NORMAL",
      dimensions: [],
    })),
    target: maybe(random, () => ({ value: random.int(0, 100), period: dateOf(random) })),
    method: maybe(random, () => textOf(random, "method")),
    population: maybe(random, () => textOf(random, "population")),
    frequency: maybe(random, () => "yearly"),
    limitations: maybe(random, () => textOf(random, "limits")),
  }),
};
