import type { LanguageMap } from "@segpol/schema";
import type { Insertable } from "kysely";
import { isJsonObject, type Json, type JsonObject, jsonList } from "../../base/json.js";
import type { RecordTable } from "../database/database.js";
import type { TextsByField } from "./harvested-record.js";
import type { PreparedRecord } from "./prepare-record.js";

/** Implementation statuses, the least first. */
export const IMPLEMENTATION_STATUSES = ["NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE"] as const;

const CARD_FIELDS = [
  "url",
  "date",
  "place",
  "attendance",
  "organisers",
  "progress",
  "criterion",
  "unit",
  "direction",
  "latest",
];

type RecordRow = Insertable<RecordTable>;

/** The index's row for a record. */
export function rowOf(record: PreparedRecord, state: { version: number; updatedAt: string; epoch: string }): RecordRow {
  const { content, texts, title } = record;
  const criteria = codes(content["criteria"]);
  const main = code(content["criterion"]);
  return {
    id: record.id,
    partner: record.partner,
    kind: record.kind,
    type_name: record.typeName,
    visibility: text(content["visibility"]) ?? "PUBLIC",
    languages: [...record.languages],
    themes: codes(content["themes"]),
    criteria: main === null || criteria.includes(main) ? criteria : [main, ...criteria],
    ...titleColumns(title),
    ...KIND_COLUMNS[record.kind](content),
    territory: text(content["territory"]),
    card: JSON.stringify(Object.fromEntries(CARD_FIELDS.map((name) => [name, content[name] ?? null]))),
    card_texts: JSON.stringify(cardTexts(texts)),
    content: JSON.stringify(content),
    texts: JSON.stringify(texts),
    words: record.words,
    version: state.version,
    updated_at: state.updatedAt,
    digest: record.digest,
    epoch: state.epoch,
  };
}

type KindColumns = Pick<
  RecordRow,
  | "category"
  | "status"
  | "date_earliest"
  | "date_latest"
  | "ref"
  | "due_on"
  | "assessed"
  | "closure"
  | "progress_rank"
  | "answered"
  | "measured"
>;

const NO_KIND_COLUMNS: KindColumns = {
  category: null,
  status: null,
  date_earliest: null,
  date_latest: null,
  ref: null,
  due_on: null,
  assessed: null,
  closure: null,
  progress_rank: null,
  answered: null,
  measured: null,
};

const KIND_COLUMNS: Readonly<Record<PreparedRecord["kind"], (content: JsonObject) => KindColumns>> = {
  Event: (content) => ({
    ...NO_KIND_COLUMNS,
    ...dateColumns(content["date"]),
    category: text(content["kind"]),
    status: text(content["status"]),
  }),
  Publication: (content) => ({ ...NO_KIND_COLUMNS, ...dateColumns(content["date"]), category: text(content["type"]) }),
  Recommendation: (content) => {
    const progress = isJsonObject(content["progress"]) ? content["progress"] : {};
    const claimed = text(progress["claimed"]) ?? "NO_EVIDENCE";
    return {
      ...NO_KIND_COLUMNS,
      category: text(content["kind"]),
      status: claimed,
      ref: text(content["ref"]),
      due_on: text(content["dueOn"]),
      assessed: text(progress["assessed"]),
      closure: text(progress["closure"]) ?? "OPEN",
      progress_rank: IMPLEMENTATION_STATUSES.findIndex((status) => status === claimed),
      answered: jsonList(content["responses"]).some((each) => isJsonObject(each) && each["value"] !== "NO_RESPONSE"),
    };
  },
  LegitimacyIndicator: (content) => ({ ...NO_KIND_COLUMNS, measured: hasObservations(content) }),
};

function hasObservations({ latest, observations }: JsonObject): boolean {
  return isJsonObject(latest) || (isJsonObject(observations) && jsonList(observations["nodes"]).length > 0);
}

function dateColumns(date: Json | undefined): Pick<RecordRow, "date_earliest" | "date_latest"> {
  if (!isJsonObject(date)) return { date_earliest: null, date_latest: null };
  return { date_earliest: text(date["earliest"]), date_latest: text(date["latest"]) };
}

function titleColumns(
  title: LanguageMap,
): Pick<RecordRow, "title_original" | "title_nl" | "title_fr" | "title_de" | "title_en"> {
  return {
    title_original: title[title.original] ?? "",
    title_nl: title.NL ?? null,
    title_fr: title.FR ?? null,
    title_de: title.DE ?? null,
    title_en: title.EN ?? null,
  };
}

/** The texts that the catalogue answers itself. */
function cardTexts(texts: TextsByField): TextsByField {
  return Object.fromEntries(
    Object.entries(texts).filter(([field]) => /^(title|summary|date\.text|latest\..*)$/.test(field)),
  );
}

function codes(references: Json | undefined): string[] {
  return [
    ...new Set(
      jsonList(references)
        .map(code)
        .filter((each) => each !== null),
    ),
  ];
}

function code(reference: Json | undefined): string | null {
  return isJsonObject(reference) ? text(reference["code"]) : null;
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
