import { CRITERION_CODES, THEME_CODES } from "@segpol/schema";
import { PARTNER_CODES } from "./graph.js";
import { isOverdue } from "./expected.js";
import { BODIES } from "./generate.js";
import { hasDutchParts, type ModelRecord } from "./model.js";
import type { Random } from "./random.js";

/** A list with a filter, and which records of the model are in it. */
export interface RandomList {
  readonly list: string;
  readonly filterType: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly passes: (record: ModelRecord) => boolean;
}

type Passes = (record: ModelRecord) => boolean;
type Part = (random: Random) => readonly [name: string, value: unknown, passes: Passes];

const some = (random: Random, values: readonly string[]): readonly string[] =>
  random.chance(0.1) ? [] : [random.pick(values), ...random.some(values, 0.2)];
const anyOf =
  (name: string, values: readonly string[], of: (record: ModelRecord) => readonly (string | null)[]): Part =>
  (random) => {
    const wanted = some(random, values);
    return [name, wanted, (record) => of(record).some((each) => each !== null && wanted.includes(each))];
  };
const day = (random: Random): string => `2022-0${1 + random.below(9)}-1${random.below(10)}`;

const flag =
  (name: string, of: (record: ModelRecord) => boolean | null): Part =>
  (random) => {
    const wanted = random.chance(0.5);
    return [name, wanted, (record) => of(record) === wanted];
  };

/** Those of the title, the summary, the date, which is in Dutch and French, and of its other parts. */
function languagesOf(record: ModelRecord): string[] {
  const { title, summary, date } = record;
  return ["NL", "FR", "DE", "EN"].filter(
    (language) =>
      language in title ||
      language in (summary ?? {}) ||
      (date !== null && ["NL", "FR"].includes(language)) ||
      (language === "NL" && hasDutchParts(record)),
  );
}

function certaintyOf({ date }: ModelRecord): string {
  if (!date) return "UNDATED";
  return date.latest === null ? "OPEN_ENDED" : "DAY";
}

const COMMON: readonly Part[] = [
  anyOf("themes", THEME_CODES, ({ themes }) => themes),
  anyOf("partners", PARTNER_CODES, ({ partner }) => [partner]),
  anyOf("criteria", CRITERION_CODES, ({ criteria }) => criteria),
  anyOf("languages", ["NL", "FR", "DE"], (record) => languagesOf(record)),
  (random) => {
    const kept = random.pick(["cps:event", "gent:event", "vclp:recommendation", "cpl:indicator"]);
    const ids = Array.from({ length: 12 }, (_, index) => `${kept}:r-${index}`);
    return ["ids", ids, ({ id }) => ids.includes(id)];
  },
  (random) => {
    const since = `${day(random)}T12:00:00.000Z`;
    return ["updatedSince", since, ({ updatedAt }) => updatedAt >= since];
  },
];
const KIND_FILTERS = {
  EVENT: "Event",
  PUBLICATION: "Publication",
  RECOMMENDATION: "Recommendation",
  LEGITIMACY_INDICATOR: "LegitimacyIndicator",
};
const DATED: readonly Part[] = [
  (random) => {
    const from = day(random);
    return ["from", from, ({ date }) => date !== null && (date.latest ?? "9999") >= from];
  },
  (random) => {
    const to = `2023${day(random).slice(4)}`;
    return ["to", to, ({ date }) => date !== null && date.earliest <= to];
  },
];

const LISTS: readonly {
  readonly list: string;
  readonly filterType: string;
  readonly kind: string | null;
  readonly parts: readonly Part[];
}[] = [
  {
    list: "records",
    filterType: "RecordFilter",
    kind: null,
    parts: [
      (random) => {
        const wanted = some(random, Object.keys(KIND_FILTERS)) as readonly (keyof typeof KIND_FILTERS)[];
        return ["recordKinds", wanted, ({ kind }) => wanted.some((each) => KIND_FILTERS[each] === kind)];
      },
    ],
  },
  {
    list: "events",
    filterType: "EventFilter",
    kind: "Event",
    parts: [
      anyOf("kinds", ["PLENARY", "SERIES", "TRAINING", "OTHER"], ({ category }) => [category ?? "OTHER"]),
      anyOf("statuses", ["CONFIRMED", "TENTATIVE", "CANCELLED"], ({ status }) => [status]),
      anyOf("organisers", [...PARTNER_CODES], ({ organisers }) => organisers),
      anyOf("certainties", ["DAY", "APPROXIMATE", "OPEN_ENDED", "UNDATED"], (record) => [certaintyOf(record)]),
      anyOf("places", ["LIEGE", "44021", "Ostbelgien"], ({ place }) =>
        place ? [place.name === "Liège" ? "LIEGE" : place.name, place.nisCode] : [],
      ),
      ...DATED,
    ],
  },
  {
    list: "publications",
    filterType: "PublicationFilter",
    kind: "Publication",
    parts: [anyOf("types", ["REPORT", "NEWS", "OTHER"], ({ category }) => [category ?? "OTHER"]), ...DATED],
  },
  {
    list: "recommendations",
    filterType: "RecommendationFilter",
    kind: "Recommendation",
    parts: [
      anyOf("kinds", ["RECOMMENDATION", "COMMITMENT"], ({ category }) => [category ?? "RECOMMENDATION"]),
      anyOf("statuses", ["NO_EVIDENCE", "LIMITED", "COMPLETE"], ({ status }) => [status]),
      anyOf("closures", ["OPEN", "NO_LONGER_RELEVANT"], ({ closure }) => [closure]),
      (random) => {
        const overdue = random.chance(0.5);
        return ["overdue", overdue, (record) => isOverdue(record) === overdue];
      },
      anyOf("assessed", ["NOT_ASSESSED", "LIMITED", "COMPLETE"], ({ assessed }) => [assessed ?? "NOT_ASSESSED"]),
      anyOf("addressees", BODIES, ({ addressees }) => addressees),
      flag("claimDiffersFromAssessment", ({ assessed, status }) => (assessed === null ? null : assessed !== status)),
      flag("hasEvidence", ({ lastFollowUp }) => lastFollowUp?.hasEvidence ?? false),
      flag("neverReported", ({ lastFollowUp }) => lastFollowUp === null),
      (random) => {
        const before = day(random);
        return ["lastFollowUpBefore", before, ({ lastFollowUp }) => lastFollowUp !== null && lastFollowUp.on < before];
      },
      (random) => {
        const dueFrom = `2021${day(random).slice(4)}`;
        return ["dueFrom", dueFrom, ({ dueOn }) => dueOn !== null && dueOn >= dueFrom];
      },
      (random) => {
        const dueBefore = day(random);
        return ["dueBefore", dueBefore, ({ dueOn }) => dueOn !== null && dueOn < dueBefore];
      },
    ],
  },
  {
    list: "legitimacyIndicators",
    filterType: "LegitimacyIndicatorFilter",
    kind: "LegitimacyIndicator",
    parts: [anyOf("territories", ["44021", "5415"], ({ territory }) => [territory])],
  },
];

export function randomList(random: Random): RandomList {
  const { list, filterType, kind, parts } = random.pick(LISTS);
  const given = [...COMMON, ...parts].filter(() => random.chance(0.2)).map((part) => part(random));
  return {
    list,
    filterType,
    filter: Object.fromEntries(given.map(([name, value]) => [name, value])),
    passes: (record) => (kind === null || record.kind === kind) && given.every(([, , passes]) => passes(record)),
  };
}
