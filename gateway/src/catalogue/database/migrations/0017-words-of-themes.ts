import { vocabulary } from "@segpol/schema";
import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What each theme is called in each language, as a record's own texts are kept. */
const TITLES = JSON.stringify(Object.fromEntries(vocabulary.themes.map(({ code, title }) => [code, title])));

/** Records are found by the words of their themes too, behind those that have the words themselves. */
export const wordsOfThemes: Migration = {
  async up(db) {
    await sql`
      create function catalogue_theme_texts(themes text[]) returns jsonb language sql immutable parallel safe as ${sql.lit(`
        select coalesce(jsonb_object_agg('themes.' || theme.key, theme.value), '{}')
        from jsonb_each('${TITLES.replaceAll("'", "''")}'::jsonb) as theme where theme.key = any(themes)`)}`.execute(
      db,
    );
    await sql`alter table record alter column search set expression as (catalogue_vector(texts || catalogue_theme_texts(themes), words))`.execute(
      db,
    );
    for (const listing of ["public_listing", "closed_listing"]) {
      await sql`update ${sql.table(listing)} as listing set search = record.search from record where record.id = listing.id`.execute(
        db,
      );
    }
    await sql`update record_version set search = catalogue_vector(texts || catalogue_theme_texts(themes), words) where not erased`.execute(
      db,
    );
  },
};
