import { sql } from "kysely";
import type { Migration } from "kysely/migration";

const READER = "(select catalogue_reader())::text[]";
const WRITER = `'WRITER' = any(${READER})`;

const statements = [
  // What is wrong with a record, for its owner's staff: where, what was expected, what came, and how to mend it.
  `alter table set_aside rename column message to expected`,
  `alter table set_aside
     add column field text,
     add column got text not null default '',
     add column mend text not null default ''`,

  // Records that are quarantined beside those that are kept by their ids.
  `create table set_aside_more (
     partner text not null references partner (code) on delete cascade,
     visibility text not null check (visibility in ('PUBLIC', 'PARTNERS', 'CABINET')),
     code text not null,
     records integer not null,
     primary key (partner, visibility, code)
   )`,
  `alter table set_aside_more enable row level security`,
  `alter table set_aside_more force row level security`,
  `create policy reading on set_aside_more for select
     using (visibility = any(${READER}) or visibility || ':' || partner = any(${READER}))`,
  `create policy writing on set_aside_more using (${WRITER}) with check (${WRITER})`,

  // Nothing was changed later than the hub knew it.
  `update record set updated_at = now() where updated_at > now()`,
  `update record_version set updated_at = known_from where updated_at > now()`,

  // Whatever is held of records is read again: some are held as they were, though their owner has hidden them since.
  `update source set cursor = null`,
  `update record set epoch = '(to be read anew)'`,
];

export const findings: Migration = {
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
