import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const statements = [
  // Small letters and digits without accents, in words: whatever else stands between them, typographic signs included, is a blank.
  // What a letter is, ICU says, so that the database's own locale does not matter.
  `create or replace function catalogue_plain(value text) returns text language sql immutable strict parallel safe as $$
     select regexp_replace(
       regexp_replace(
         normalize(replace(replace(replace(lower(value collate catalogue_text), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), NFKD),
         '[\\u0300-\\u036f]', '', 'g') collate catalogue_text,
       '[^[:alnum:]]+', ' ', 'g')
   $$`,

  // As before, each text twice; of more than a tsvector holds, what weighs most. The texts of one weight and language are one
  // document, with a number between them that keeps a phrase from running out of one text into the next.
  `create or replace function catalogue_vector(texts jsonb, words text) returns tsvector
     language plpgsql immutable strict parallel safe as $$
   declare
     gap constant tsvector := '''¦'':1'::tsvector;
     found tsvector := ''::tsvector;
     entry record;
   begin
     for entry in
       select weight, configuration, string_agg(plain, ' 000000000000 ' order by field, language) as plain
       from (
         select *, sum(octet_length(plain) + 14) over (order by weight, field, language) as size
         from (
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
                  field.key collate "C" as field, translation.key collate "C" as language,
                  left(catalogue_plain(translation.value), 40000) as plain
           from jsonb_each(texts) as field, jsonb_each_text(field.value) as translation
           where translation.key <> 'original'
         ) as given
       ) as sized
       where size <= 240000
       group by weight, configuration
       order by weight, min(language)
     loop
       found := found || gap || setweight(to_tsvector(entry.configuration, entry.plain), entry.weight)
                      || gap || setweight(to_tsvector('pg_catalog.simple', entry.plain), entry.weight);
     end loop;
     found := found || gap || setweight(to_tsvector('pg_catalog.simple', left(catalogue_plain(words), 10000)), 'C');
     return ts_delete(found, array['¦', '000000000000']);
   end
   $$`,

  `alter table record alter column search set expression as (catalogue_vector(texts, words))`,
  `update public_search set search = record.search from record where record.id = public_search.id`,
  `update record_version set search = catalogue_vector(texts, words) where not erased`,
];

export const tokensOfWords: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
