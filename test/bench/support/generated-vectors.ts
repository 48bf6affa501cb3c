import type pg from "pg";

/** The words of each text that records share, as those of record 0 have them, by the text's languages. */
const SHARED_WORDS = [
  `create temporary table worded as
     select said.place, given.languages, catalogue_vector(jsonb_build_object(
       'title', jsonb_object_agg(said.lang, said.title || ' 0'),
       'summary', jsonb_object_agg(said.lang, said.summary || '. Dossier0.')), '')::text as words
     from (values ('NL'), ('FR'), ('DE'), ('EN'), ('FR,NL'), ('DE,FR,NL'), ('EN,FR,NL'), ('DE,EN,FR,NL')) as given (languages)
     join said on said.lang = any(string_to_array(given.languages, ','))
     group by said.place, given.languages`,
  `create unique index on worded (place, languages)`,
  `analyze worded`,
];

/** As the hub's function does it, from shared words with the record's own numbers in them. */
const fromSharedWords = (shared: number): string => `
  create or replace function catalogue_vector(texts jsonb, words text) returns tsvector language plpgsql immutable strict as $$
  declare
    gap constant tsvector := '''¦'':1'::tsvector;
    i constant bigint := substring(texts #>> array['title', texts #>> '{title,original}'] from '[0-9]+$');
    found text;
  begin
    select worded.words into strict found from worded
    where worded.place = i % ${shared} and worded.languages = (
      select string_agg(key, ',' order by key) from jsonb_object_keys(texts -> 'title') as key where key <> 'original');
    return ts_delete(
      replace(replace(found, '''0'':', '''' || i || ''':'), '''dossier0'':', '''dossier' || i / 20 || ''':')::tsvector
        || gap || setweight(to_tsvector('pg_catalog.simple', catalogue_plain(words)), 'C'), '¦');
  end $$`;

/**
 * Fills `record` while the words that are searched are made from those of the texts that records share: working out each record's anew takes
 * most of the time. Belongs in a transaction, so that the hub's own function is there again whatever happens.
 */
export async function withSharedWords(owner: pg.ClientBase, shared: number, fill: () => Promise<void>): Promise<void> {
  for (const statement of SHARED_WORDS) await owner.query(statement);
  const { rows: functions } = await owner.query<{ own: string }>(
    "select pg_get_functiondef('catalogue_vector(jsonb, text)'::regprocedure) as own",
  );
  await owner.query(fromSharedWords(shared));
  await fill();
  for (const { own } of functions) await owner.query(own);
  const { rowCount } = await owner.query(
    "select from (select * from record limit 200) as record where search <> catalogue_vector(texts, words)",
  );
  if (rowCount) throw new Error("Expected generated records with the words that the hub finds in them; got others.");
}
