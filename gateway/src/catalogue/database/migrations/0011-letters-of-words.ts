import { sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Marks that stand over, under or in letters, and what only says where a word may break or how its letters join. */
const MARKS =
  "\\u00ad\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u200c\\u200d\\u2060\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff";

const statements = [
  // As before; letters with a stroke have no accent that could be taken off, and a soft hyphen does not part a word.
  `create or replace function catalogue_plain(value text) returns text language sql immutable strict parallel safe as $$
     select regexp_replace(
       replace(replace(replace(replace(
         translate(
           regexp_replace(lower(normalize(value, NFKD) collate catalogue_text), '[${MARKS}]', '', 'g') collate catalogue_text,
           'øłđðħŧı', 'olddhti'),
         'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th') collate catalogue_text,
       '[^[:alnum:]]+', ' ', 'g')
   $$`,

  `alter table record alter column search set expression as (catalogue_vector(texts, words))`,
  ...["public_listing", "closed_listing"].map(
    (listing) => `update ${listing} as listing set search = record.search from record where record.id = listing.id`,
  ),
  `update record_version set search = catalogue_vector(texts, words) where not erased`,
];

export const lettersOfWords: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
