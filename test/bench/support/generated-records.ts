import { CRITERION_CODES, RECORD_KINDS, recordId, recordTypeName, THEME_CODES } from "@segpol/schema";
import type pg from "pg";
import { array, PREPARE_TEXTS, SAID } from "./generated-texts.ts";
import { withSharedWords } from "./generated-vectors.ts";
import { withoutIndexes } from "./without-indexes.ts";

export interface GenerateOptions {
  readonly records: number;
  /** Codes of partners that the database knows; the first keeps most. */
  readonly partners: readonly string[];
  /** Told how many are written. */
  readonly onProgress: (written: number) => void;
}

const AT_A_TIME = 10_000;
/** Partners share so many places; a record is kept by the one in the place that is drawn. */
const PLACES = 64;
const CATEGORIES = {
  Event: ["STUDY_DAY", "TRAINING", "ROUND_TABLE", "WORKSHOP", "SEMINAR", "EXCHANGE_DAY", "PLENARY", "SERIES", "OTHER"],
  Publication: ["REPORT", "NEWS", "PRESENTATION", "MEMORANDUM", "CIRCULAR", "DOSSIER", "OTHER"],
  Recommendation: ["RECOMMENDATION", "RECOMMENDATION", "COMMITMENT"],
  LegitimacyIndicator: [],
} as const;
const STATUSES = array(["NOT_STARTED", "LIMITED", "NO_EVIDENCE", "SUBSTANTIAL", "COMPLETE"]);
const CLOSURES = array(["OPEN", "OPEN", "OPEN", "CLOSED_IMPLEMENTED", "CLOSED_NOT_IMPLEMENTED", "NO_LONGER_RELEVANT"]);
/** As the hub ranks claims. */
const RANKS = array(["NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE"]);

/**
 * Fills a hub's database with records, links and their versions, as a harvest that has caught up leaves them: with as many combinations
 * of partner, kind, theme, status and visibility as years of work make. The same number gives the same records. `owner`: a
 * connection that may write everything, and owns the tables.
 */
export async function generateRecords(
  owner: pg.ClientBase,
  { records, partners, onProgress }: GenerateOptions,
): Promise<void> {
  for (const statement of PREPARE_TEXTS) await owner.query(statement);
  await owner.query(
    `create temporary table place as select * from jsonb_to_recordset($1)
    as given (place int, partner text, kind text, type_name text, prefix text)`,
    [JSON.stringify(places(partners))],
  );
  // In one transaction, of which PostgreSQL keeps no log: the tables are empty since its beginning.
  await owner.query("begin");
  await owner.query(
    "truncate record, record_version, link, link_version, public_listing, closed_listing, tally, code_tally",
  );
  await withoutIndexes(owner, async () => {
    await withSharedWords(owner, SAID, async () => {
      for (let first = 0; first < records; first += AT_A_TIME) {
        const last = Math.min(records, first + AT_A_TIME) - 1;
        await owner.query(RECORDS, [first, last]);
        await owner.query(LINKS, [first, last]);
        onProgress(last + 1);
      }
    });
    await owner.query(await versionsOf(owner, "record", "known_from, latest_visibility", "updated_at, visibility"));
    await owner.query(`insert into link_version (partner, source, rel, target, position, known_from)
      select record.partner, link.source, link.rel, link.target, link.position, record.updated_at
      from link join record on record.id = link.source`);
  });
  await owner.query(
    `update source set cursor = 'generated', epoch = 'generated', as_of = now(), caught_up = true, last_contact_at = now()`,
  );
  await owner.query("update history set at = greatest(at, now())");
  await owner.query("commit");
  await owner.query("vacuum analyze");
}

function places(partners: readonly string[]): object[] {
  const weights = partners.map((_code, index) => 1 / (index + 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  const bounds = weights.map((weight) => (reached += weight / all));
  return Array.from({ length: PLACES }, (_, place) => {
    const partner = partners[bounds.findIndex((bound) => (place + 0.5) / PLACES <= bound)] ?? partners[0] ?? "";
    return RECORD_KINDS.map((kind) => ({
      place,
      partner,
      kind,
      type_name: recordTypeName(partner, kind),
      prefix: `${recordId(partner, kind, "g")}-`,
    }));
  }).flat();
}

/** The columns that a table and its versions share. */
async function versionsOf(owner: pg.ClientBase, table: string, more: string, values: string): Promise<string> {
  const { rows } = await owner.query<{ names: string }>(
    `select string_agg(quote_ident(column_name), ', ') as names from (
       select column_name from information_schema.columns where table_name = $1
       intersect select column_name from information_schema.columns where table_name = $1 || '_version'
     ) as shared`,
    [table],
  );
  const names = rows[0]?.names ?? "";
  return `insert into ${table}_version (${names}, ${more}) select ${names}, ${values} from ${table}`;
}

const kindOf = (categories: readonly string[]): string => `pg_temp.pick(i, 20, ${array(categories)})`;

/** What is drawn for number i. */
const DRAWN = `
  select i, case when u < 40 then 'Event' when u < 65 then 'Publication' when u < 90 then 'Recommendation' else 'LegitimacyIndicator' end as kind,
         pg_temp.draw(i, 2, ${PLACES}) as place,
         case when v < 90 then 'PUBLIC' when v < 96 then 'PARTNERS' else 'CABINET' end as visibility,
         case when l < 50 then 'NL' when l < 90 then 'FR' when l < 96 then 'DE' else 'EN' end as original,
         case when t < 55 then '{NL,FR}' when t < 67 then '{NL,FR,DE,EN}' else '{}' end::text[] as translated,
         array(select distinct pg_temp.pick(i, 30 + k, ${array(THEME_CODES)}) from generate_series(1,
           case when t % 20 = 0 then 0 when t < 60 then 1 when t < 90 then 2 else 3 end) as k) as themes,
         array(select distinct pg_temp.pick(i, 40 + k, ${array(CRITERION_CODES)}) from generate_series(1,
           case when u >= 90 then 1 + l / 85 when u >= 65 then l / 50 else l / 85 end) as k) as criteria,
         date '2016-01-01' + pg_temp.draw(i, 5, 4200) as day, pg_temp.draw(i, 6, 100) as span,
         timestamptz '2023-11-01' + pg_temp.draw(i, 7, 94000000) * interval '1 second' + (i % 1000) * interval '1 millisecond' as updated_at,
         u, v, l, t
  from generate_series($1::bigint, $2::bigint) as i
  cross join lateral (select pg_temp.draw(i, 1, 100) as u, pg_temp.draw(i, 3, 100) as v, pg_temp.draw(i, 4, 100) as l, pg_temp.draw(i, 8, 100) as t) as die`;

const RECORDS = `
  with drawn as materialized (${DRAWN}), written as materialized (
    select drawn.*, place.partner, place.type_name, place.prefix || i as id,
           array(select distinct each from unnest(original || translated) as each order by each) as languages,
           case kind when 'Event' then ${kindOf(CATEGORIES.Event)} when 'Publication' then ${kindOf(CATEGORIES.Publication)}
             when 'Recommendation' then ${kindOf(CATEGORIES.Recommendation)} end as category,
           case when kind = 'Event' then (case when l < 85 then 'CONFIRMED' when l < 93 then 'TENTATIVE' else 'CANCELLED' end)
             when kind = 'Recommendation' then pg_temp.pick(i, 21, ${STATUSES}) end as status,
           case when kind in ('Event', 'Publication') and span < 95 then day end as date_earliest,
           case when kind in ('Event', 'Publication') and span < 92 then day + (case when span < 70 then 0 else span - 69 end) end as date_latest,
           case when kind = 'Recommendation' and span < 90 then 'R' || i % 400 end as ref,
           case when kind = 'Recommendation' and span < 70 then day + 700 end as due_on,
           case when kind = 'Recommendation' and l < 40 then pg_temp.pick(i, 22, ${STATUSES}) end as assessed,
           case when kind = 'Recommendation' then pg_temp.pick(i, 23, ${CLOSURES}) end as closure,
           case when kind = 'Recommendation' then v < 93 end as answered,
           case when kind = 'LegitimacyIndicator' then v < 95 end as measured,
           case when kind = 'LegitimacyIndicator' and l < 80 then (11000 + pg_temp.draw(i, 9, 581))::text end as territory
    from drawn join place using (place, kind)
  ), told as (
    select written.*, said.titles, said.summaries from written cross join lateral (
      select jsonb_object_agg(said.lang, said.title || ' ' || i) as titles,
             jsonb_object_agg(said.lang, said.summary || '. Dossier' || i / 20 || '.') as summaries
      from said where said.place = i % ${SAID} and said.lang = any(languages) offset 0
    ) as said
  ), made as (
    select told.*, jsonb_build_object(
        'title', titles || jsonb_build_object('original', original), 'summary', summaries || jsonb_build_object('original', original)) as texts,
      case when date_earliest is not null then jsonb_build_object(
        'text', date_earliest, 'edtf', edtf, 'earliest', date_earliest, 'latest', date_latest, 'basis', 'STATED') end as date,
      case when kind = 'Event' then (select jsonb_agg(jsonb_build_object('code', code))
        from (select partner as code union select other.partner from place other
              where l >= 70 and other.place = (told.place + span) % ${PLACES} and other.kind = 'Event') as organiser) end as organisers
    from told cross join lateral (select case when date_latest is null then date_earliest || '/..'
      when date_latest > date_earliest then date_earliest || '/' || date_latest else date_earliest::text end as edtf) as said
  ), carded as (
    select made.*, jsonb_build_object('url', 'https://www.example.org/' || i, 'date', date,
      'place', case when kind = 'Event' then jsonb_build_object('name', 'Brussel', 'country', 'BE', 'nisCode', '21004') end,
      'attendance', case when kind = 'Event' then 'OFFLINE' end, 'organisers', organisers,
      'progress', case when kind = 'Recommendation' then jsonb_build_object(
        'claimed', status, 'assessed', assessed, 'closure', closure, 'overdue', false, 'lastFollowUpOn', null) end,
      'criterion', case when kind = 'LegitimacyIndicator' then jsonb_build_object('code', criteria[1]) end,
      'unit', case when kind = 'LegitimacyIndicator' then '%' end,
      'direction', case when kind = 'LegitimacyIndicator' then 'HIGHER_IS_BETTER' end,
      'latest', case when measured then jsonb_build_object('value', u, 'period', '{"text":"2023","edtf":"2023","earliest":"2023-01-01","latest":"2023-12-31","basis":"STATED"}'::jsonb, 'status', 'NORMAL', 'dimensions', '[]'::jsonb) end) as card
    from made
  )
  insert into record (id, partner, kind, type_name, visibility, languages, themes, criteria, title_original, title_nl, title_fr, title_de,
    title_en, category, status, date_earliest, date_latest, ref, due_on, assessed, closure, progress_rank, territory, facts,
    card, card_texts, content, texts, words, version, updated_at, digest, epoch)
  select id, partner, kind, type_name, visibility, languages, themes, criteria, titles ->> original, titles ->> 'NL', titles ->> 'FR',
    titles ->> 'DE', titles ->> 'EN', category, status, date_earliest, date_latest, ref, due_on, assessed, closure,
    case when kind = 'Recommendation' then array_position(${RANKS}, status) - 1 end, territory, jsonb_build_object(
      'bodies', case when kind = 'Recommendation' then jsonb_build_array('Zone ' || u % 40) else '[]' end,
      'places', case when kind = 'Event' then '["brussel", "21004"]'::jsonb else '[]' end, 'dueDays', '[]'::jsonb,
      'reported', kind = 'Recommendation' and v < 60, 'evidenced', kind = 'Recommendation' and v < 30,
      'certainty', case when kind = 'Event' then 'DAY' end,
      'lacks', (select coalesce(jsonb_agg(jsonb_build_object('gap', gap, 'after', null)), '[]') from (values
        ('RECOMMENDATION_WITHOUT_RESPONSE', kind = 'Recommendation' and not answered), ('INDICATOR_WITHOUT_DATA', kind = 'LegitimacyIndicator' and not measured),
        ('RECOMMENDATION_WITHOUT_DUE_DATE', kind = 'Recommendation' and due_on is null), ('TEXT_MISSING_DE', not 'DE' = any(languages))
      ) as lack (gap, holds) where holds)), card, texts,
    card || jsonb_build_object('id', id, 'partner', jsonb_build_object('code', partner), 'title', titles ->> original,
      'summary', summaries ->> original, 'languages', languages, 'visibility', visibility, 'version', 1, 'updatedAt', updated_at,
      'themes', (select coalesce(jsonb_agg(jsonb_build_object('code', code)), '[]') from unnest(themes) as code),
      'criteria', (select coalesce(jsonb_agg(jsonb_build_object('code', code)), '[]') from unnest(criteria) as code),
      'kind', category, 'status', status, 'ref', ref, 'dueOn', due_on, 'topics', '[]'::jsonb, 'provenance', null),
    texts, concat_ws(E'\\n', ref, case when kind = 'Event' then 'Brussel' end), 1, updated_at, md5(id), 'generated'
  from carded`;

/** Publications and recommendations name an event, recommendations another one as well. */
const LINKS = `
  insert into link (source, rel, target, position)
  select from_one.id, given.rel, to_one.prefix || given.number, given.position
  from (select i, place, kind from (${DRAWN}) as drawn where kind in ('Publication', 'Recommendation')) as drawn
  join lateral (select prefix || i as id from place where place.place = drawn.place and place.kind = drawn.kind) as from_one on true
  cross join lateral (
    select 'event' as rel, 'Event' as of_kind, 0 as position, i - 1 - pg_temp.draw(i, 50, 40) as number
    union all select 'related', 'Recommendation', 1, i - 1 - pg_temp.draw(i, 51, 40) where kind = 'Recommendation'
  ) as given
  join place to_one on to_one.kind = given.of_kind and to_one.place = pg_temp.draw(given.number, 2, ${PLACES})
  where given.number >= 0`;
