import type { Language } from "@segpol/schema";
import { createBatch } from "@segpol/server";
import type DataLoader from "dataloader";
import { type RawBuilder, sql } from "kysely";
import type { IndexReader } from "../index/index-reader.js";
import { type ExcerptPart, excerptParts } from "./excerpt-parts.js";
import { wordsQuery } from "./text-query.js";

/** Where searched words stand in a record; named as the graph's Excerpt is. */
export interface Excerpt {
  readonly field: string;
  readonly language: Language;
  readonly parts: readonly ExcerptPart[];
}

interface Row {
  readonly id: string;
  readonly field: string;
  readonly language: Language;
  readonly text: string;
  readonly hits: readonly boolean[];
}

/** Reads excerpts for one request: those of a page of a list in one statement. */
export class Excerpts {
  readonly #reader: IndexReader;
  readonly #loaders = new Map<string, DataLoader<string, Excerpt | null>>();

  constructor(reader: IndexReader) {
    this.#reader = reader;
  }

  /** `languages`: the most wanted first. Null: none of the words stands in a text of the record. */
  async of(id: string, text: string, languages: readonly Language[]): Promise<Excerpt | null> {
    const name = JSON.stringify([text, languages]);
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = createBatch<string, Excerpt | null>((ids) => readExcerpts(this.#reader, ids, text, languages));
      this.#loaders.set(name, loader);
    }
    return await loader.load(id);
  }
}

/** Characters of a text that are searched, as `catalogue_vector` has it. */
const MAX_SEARCHED = 40_000;
/** The title is shown beside the excerpt: it stands there only if nothing else has the words. */
const FIELD_RANK = sql`case text.field when 'summary' then 0 when 'title' then 2 else 1 end`;

/** Of each record the text that has the words: in the most wanted language, the summary before others. */
async function readExcerpts(
  reader: IndexReader,
  ids: readonly string[],
  searched: string,
  languages: readonly Language[],
): Promise<readonly (Excerpt | null)[]> {
  const query = wordsQuery(searched);
  if (!query) return ids.map(() => null);
  reader.dependencies.readIds(ids);
  const rows = await reader.rows(
    sql<Row>`
    select chosen.id, chosen.field, chosen.language, chosen.value as text, array(
      select word like '%<%' from unnest(string_to_array(
        ts_headline(chosen.configuration, chosen.plain, ${query}, 'HighlightAll=true, StartSel=<, StopSel=>'), ' ')) with ordinality as one (word, place)
      where word <> '' order by place) as hits
    from (
      select distinct on (text.id) text.*
      from (
        select r.id, field.key as field, translation.key as language, translation.value as value, ${CONFIGURATION} as configuration,
          left(catalogue_plain(translation.value), ${sql.lit(MAX_SEARCHED)}) as plain
        from ${reader.record} r cross join jsonb_each(r.texts) as field cross join jsonb_each_text(field.value) as translation
        where r.id = any(${ids}::text[]) and ${reader.visible} and translation.key <> 'original'
      ) as text
      where to_tsvector(text.configuration, text.plain) @@ ${query}
      order by text.id, array_position(${languages}::text[], text.language), ${FIELD_RANK}, text.field collate "C"
    ) as chosen`,
    "told",
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = found.get(id);
    return row ? { field: row.field, language: row.language, parts: excerptParts(row.text, row.hits) } : null;
  });
}

const CONFIGURATION: RawBuilder<unknown> = sql`(case translation.key
  when 'NL' then 'pg_catalog.dutch'::regconfig when 'FR' then 'pg_catalog.french'::regconfig
  when 'DE' then 'pg_catalog.german'::regconfig else 'pg_catalog.english'::regconfig end)`;
