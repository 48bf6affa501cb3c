/** What became of the import that was done last: one row, which says how many rows were refused and nothing of what they say. */
export const LAST_IMPORT_SQL = `
create table desk_import (
  id boolean primary key default true check (id),
  at timestamptz not null default clock_timestamp(),
  subject text not null,
  file_name text not null,
  bad int not null
);
`;
