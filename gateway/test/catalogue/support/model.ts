import {
  type Language,
  type LanguageMap,
  LANGUAGES,
  parseRecordId,
  type RecordKind,
  recordTypeName,
} from "@segpol/schema";
import type { HarvestedLink, HarvestedRecord, HarvestedText } from "../../../src/catalogue/record/harvested-record.js";
import type { Json } from "../../../src/base/json.js";

/** A record as the tests know it, apart from the index. */
export interface ModelRecord {
  readonly id: string;
  readonly partner: string;
  readonly kind: RecordKind;
  readonly visibility: string;
  readonly title: LanguageMap;
  readonly summary: LanguageMap | null;
  readonly themes: readonly string[];
  readonly criteria: readonly string[];
  readonly updatedAt: string;
  /** Kind of event or recommendation, type of publication. */
  readonly category: string | null;
  /** Status of an event, claimed status of a recommendation. */
  readonly status: string | null;
  readonly date: { readonly edtf: string; readonly earliest: string; readonly latest: string | null } | null;
  readonly ref: string | null;
  readonly dueOn: string | null;
  readonly assessed: string | null;
  readonly closure: string | null;
  readonly responses: readonly { readonly body: string; readonly value: string }[];
  readonly territory: string | null;
  /** `until`: the last day of its period. */
  readonly latest: { readonly value: number; readonly until?: string } | null;
  readonly frequency: string | null;
  readonly place: { readonly name: string; readonly nisCode: string | null } | null;
  readonly addressees: readonly string[];
  /** What was reported last, and whether there is evidence of it; null: nobody has said what was done. */
  readonly lastFollowUp: { readonly on: string; readonly hasEvidence: boolean } | null;
  /** Of one assessment. */
  readonly nextReviewOn: string | null;
  readonly organisers: readonly string[];
  readonly links: readonly HarvestedLink[];
}

const KEY_OF_CATEGORY: Readonly<Record<RecordKind, string>> = {
  Event: "kind",
  Publication: "type",
  Recommendation: "kind",
  LegitimacyIndicator: "kind",
};

const coded = (code: string): Json => ({ code });

/** The record as its owner answers the harvest. */
export function harvested(record: ModelRecord): HarvestedRecord {
  const { id, partner, kind, title, summary, date, latest, lastFollowUp, nextReviewOn } = record;
  const texts: HarvestedText[] = [...textsOf("title", title), ...(summary ? textsOf("summary", summary) : [])];
  if (date) texts.push(...textsOf("date.text", { original: "NL", NL: `datum ${date.edtf}`, FR: `date ${date.edtf}` }));
  const common = {
    id,
    title: title[title.original] ?? "",
    summary: summary?.[summary.original] ?? null,
    themes: record.themes.map(coded),
    criteria: record.criteria.map(coded),
    visibility: record.visibility,
    updatedAt: record.updatedAt,
    ...(record.category ? { [KEY_OF_CATEGORY[kind]]: record.category } : {}),
  };
  const fuzzyDate = date && { ...date, text: `datum ${date.edtf}`, basis: "STATED" };
  const ofKind: Readonly<Record<RecordKind, Readonly<Record<string, Json>>>> = {
    Event: {
      status: record.status,
      date: fuzzyDate,
      place: record.place && { ...record.place, country: "BE" },
      organisers: record.organisers.map(coded),
    },
    Publication: { date: fuzzyDate },
    Recommendation: {
      ref: record.ref,
      dueOn: record.dueOn,
      progress: {
        claimed: record.status,
        assessed: record.assessed,
        closure: record.closure,
        // The owner's view of the day it answered; the hub goes by today.
        overdue: false,
        lastFollowUpOn: lastFollowUp?.on ?? null,
      },
      addressees: [...record.addressees],
      followUps: lastFollowUp && [
        {
          id: "f1",
          measure: null,
          actor: "Zone",
          action: "Gedaan",
          date: onDay(lastFollowUp.on),
          status: record.status,
          evidence: lastFollowUp.hasEvidence
            ? [{ type: "report", description: "Verslag", url: null, sha256: null }]
            : [],
        },
      ],
      assessments:
        nextReviewOn === null
          ? null
          : [
              {
                id: "a1",
                measure: null,
                assessor: "Comité P",
                status: record.assessed ?? "LIMITED",
                closure: null,
                reason: null,
                date: onDay("2022-01-10"),
                nextReviewOn,
              },
            ],
      responses: record.responses.map((response) => ({ ...response, reason: null, date: null })),
    },
    LegitimacyIndicator: {
      territory: record.territory,
      criterion: record.criteria[0] ? coded(record.criteria[0]) : null,
      unit: "1",
      direction: "HIGHER_IS_BETTER",
      frequency: record.frequency,
      latest: latest && {
        value: latest.value,
        period: periodUntil(latest.until ?? "2023-12-31"),
        numerator: null,
        denominator: null,
        sampleSize: null,
        status: "NORMAL",
        note: null,
        dimensions: [{ name: "gender", value: "women" }],
      },
    },
  };
  return {
    id,
    typeName: recordTypeName(partner, kind),
    kind,
    content: { ...common, ...ofKind[kind] },
    links: record.links,
    texts,
  };
}

function periodUntil(until: string): Json {
  const earliest = `${until.slice(0, 4)}-01-01`;
  return { text: "2023", edtf: `${earliest}/${until}`, earliest, latest: until, basis: "STATED" };
}

function onDay(day: string): Json {
  return { text: day, edtf: day, earliest: day, latest: day, basis: "STATED" };
}

function textsOf(field: string, map: LanguageMap): HarvestedText[] {
  return LANGUAGES.flatMap((language: Language) => {
    const text = map[language];
    return text === undefined ? [] : [{ field, language, text, original: language === map.original }];
  });
}

/** Whether it has texts beside title, summary and date: what was reported, assessed and measured stands in Dutch alone. */
export function hasDutchParts({ kind, lastFollowUp, nextReviewOn, latest }: ModelRecord): boolean {
  if (kind === "Recommendation") return lastFollowUp !== null || nextReviewOn !== null;
  return kind === "LegitimacyIndicator" && latest !== null;
}

/** A public record without anything but what is given. */
export function modelRecord(id: string, given: Partial<ModelRecord> = {}): ModelRecord {
  const parts = parseRecordId(id);
  if (!parts) throw new Error(`Expected a record's id; got ${id}.`);
  const { partner, kind } = parts;
  const isRecommendation = kind === "Recommendation";
  return {
    id,
    partner,
    kind,
    visibility: "PUBLIC",
    title: { original: "NL", NL: id },
    summary: null,
    themes: [],
    criteria: [],
    updatedAt: "2022-01-01T00:00:00.000Z",
    category: null,
    status: kind === "Event" ? "CONFIRMED" : isRecommendation ? "NO_EVIDENCE" : null,
    date: null,
    ref: null,
    dueOn: null,
    assessed: null,
    closure: isRecommendation ? "OPEN" : null,
    responses: [],
    territory: null,
    latest: null,
    frequency: null,
    place: null,
    addressees: [],
    lastFollowUp: null,
    nextReviewOn: null,
    organisers: [],
    links: [],
    ...given,
  };
}
