import type { Language, RecordKind } from "@segpol/schema";
import { sql } from "kysely";
import { fieldsByColumn } from "../record/record-columns.js";
import type { Change } from "./changes.js";
import type { IndexReader } from "./index/index-reader.js";

/** A short field that says something else; named as the graph's FieldChange is. */
export interface FieldChange {
  readonly field: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly beforeLanguage: Language | null;
  readonly afterLanguage: Language | null;
}

/** Characters of a title that are shown. */
const MAX_TITLE = 500;
/** In the contract's order. */
const COLUMNS = [
  "languages",
  "themes",
  "criteria",
  "visibility",
  "category",
  "status",
  "date_earliest",
  "date_latest",
  "ref",
  "due_on",
  "assessed",
  "closure",
  "territory",
] as const;

type Said = Readonly<Record<(typeof COLUMNS)[number], string | readonly string[] | null>> & {
  readonly title: string;
  readonly titleLanguage: Language;
};

interface Row {
  readonly place: number;
  readonly kind: RecordKind;
  readonly before: Said;
  readonly after: Said;
}

/** What differs in each of these changes; nothing where the viewer does not see the version before or the one after. */
export async function readChangedValues(
  reader: IndexReader,
  changes: readonly Pick<Change, "recordId" | "at">[],
): Promise<readonly (readonly FieldChange[])[]> {
  const { versionVisible, dependencies } = reader;
  dependencies.readIds(changes.map(({ recordId }) => recordId));
  const asked = JSON.stringify(
    changes.map(({ recordId, at }, place) => ({ place, id: recordId, at: at.toISOString() })),
  );
  const rows = await reader.rows(
    sql<Row>`
    select asked.place, later.kind, earlier.said as before, later.said as after
    from jsonb_to_recordset(${asked}::jsonb) as asked (place int, id text, at timestamptz)
    cross join lateral (
      select r.kind, ${SAID} as said from record_version r
      where r.id = asked.id and r.known_from = asked.at and not r.erased and ${versionVisible}
    ) as later
    cross join lateral (
      select ${SAID} as said from record_version r
      where r.id = asked.id and r.known_to = asked.at and not r.erased and ${versionVisible}
    ) as earlier`,
    "told",
  );
  const found = new Map(rows.map((row) => [row.place, differences(row)]));
  return changes.map((_change, place) => found.get(place) ?? []);
}

const SAID = sql`jsonb_build_object('title', left(r.title_original, ${sql.lit(MAX_TITLE)}),
  'titleLanguage', r.texts #>> '{title,original}', ${sql.join(
    COLUMNS.flatMap((column) => [sql.lit(column), sql.ref(`r.${column}`)]),
  )})`;

function differences({ kind, before, after }: Row): readonly FieldChange[] {
  const fields = COLUMNS.flatMap((column) => {
    const [field] = fieldsByColumn.get(column)?.[kind] ?? [];
    return field === undefined
      ? []
      : [{ field, before: valuesOf(before[column]), after: valuesOf(after[column]), ...NO_LANGUAGES }];
  });
  const title = {
    field: "title",
    before: [before.title],
    after: [after.title],
    beforeLanguage: before.titleLanguage,
    afterLanguage: after.titleLanguage,
  };
  return [title, ...fields].filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}

const NO_LANGUAGES = { beforeLanguage: null, afterLanguage: null };

function valuesOf(value: string | readonly string[] | null): readonly string[] {
  if (value === null) return [];
  return typeof value === "string" ? [value] : value;
}
