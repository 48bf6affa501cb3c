import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // Small letters without accents. Built from what every PostgreSQL has: the unaccent extension is not everywhere.
  `create function catalogue_plain(value text) returns text language sql immutable strict parallel safe as $$
     select regexp_replace(
       normalize(replace(replace(replace(lower(value collate catalogue_text), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), NFKD),
       '[\\u0300-\\u036f]', '', 'g')
   $$`,

  // Every text twice: stemmed in its own language, and word for word. Titles weigh most, then summaries, then what a
  // record is about. The gap keeps a phrase from running out of one text into the next.
  `create function catalogue_vector(texts jsonb, words text) returns tsvector
     language plpgsql immutable strict parallel safe as $$
   declare
     gap constant tsvector := '''¦'':1'::tsvector;
     found tsvector := ''::tsvector;
     entry record;
     plain text;
   begin
     for entry in
       select case
                when field.key = 'title' then 'A'::"char"
                when field.key = 'summary' then 'B'::"char"
                when field.key ~ '^(topics|goal|context|method|population)(\\.|$)' then 'C'::"char"
                else 'D'::"char"
              end as weight,
              case translation.key
                when 'NL' then 'pg_catalog.dutch'::regconfig
                when 'FR' then 'pg_catalog.french'::regconfig
                when 'DE' then 'pg_catalog.german'::regconfig
                else 'pg_catalog.english'::regconfig
              end as configuration,
              translation.value as value
       from jsonb_each(texts) as field, jsonb_each_text(field.value) as translation
       where translation.key <> 'original'
       order by 1, field.key collate "C", translation.key collate "C"
     loop
       plain := catalogue_plain(entry.value);
       found := found || gap || setweight(to_tsvector(entry.configuration, plain), entry.weight)
                      || gap || setweight(to_tsvector('pg_catalog.simple', plain), entry.weight);
     end loop;
     found := found || gap || setweight(to_tsvector('pg_catalog.simple', catalogue_plain(words)), 'C');
     return ts_delete(found, '¦');
   end
   $$`,

  // One word or phrase in whatever language it is. Empty when some language takes it for a mere function word: it then
  // decides nothing, as PostgreSQL's own web search has it within one language.
  `create function catalogue_query(phrase text) returns tsquery language sql immutable strict parallel safe as $$
     select case
       when least(numnode(nl), numnode(fr), numnode(de), numnode(en)) = 0 then ''::tsquery
       else nl || fr || de || en || literal
     end
     from (
       select phraseto_tsquery('pg_catalog.dutch', plain) as nl,
              phraseto_tsquery('pg_catalog.french', plain) as fr,
              phraseto_tsquery('pg_catalog.german', plain) as de,
              phraseto_tsquery('pg_catalog.english', plain) as en,
              phraseto_tsquery('pg_catalog.simple', plain) as literal
       from catalogue_plain(phrase) as plain
     ) as in_each_language
   $$`,

  `create function catalogue_literal_query(phrase text) returns tsquery language sql immutable strict parallel safe as $$
     select phraseto_tsquery('pg_catalog.simple', catalogue_plain(phrase))
   $$`,

  `alter table record add column search tsvector
     generated always as (catalogue_vector(texts, words)) stored`,
  `create index record_search on record using gin (search)`,
];

export const catalogueSearch: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
