/** Columns that record tables of all kinds have; `version_xid` is the transaction that last counted the version up. */
const COMMON_COLUMNS = `
  id text primary key,
  title jsonb not null,
  summary jsonb,
  themes text[] not null default '{}',
  criteria text[] not null default '{}',
  visibility text not null default 'PUBLIC',
  url text,
  provenance jsonb,
  links jsonb not null default '[]',
  version int not null default 1,
  version_xid xid8 not null default pg_current_xact_id(),
  updated_at timestamptz not null default now(),
  withdrawn_at timestamptz`;

/** The standard tables: one for each kind of record, and those of the rows that belong to a record. */
export const RECORD_TABLES_SQL = `
create table event (${COMMON_COLUMNS},
  kind text not null,
  status text not null default 'CONFIRMED',
  date jsonb,
  place jsonb,
  attendance text not null default 'UNKNOWN',
  organisers text[] not null default '{}',
  topics jsonb,
  topics_open boolean,
  speakers text[],
  capacity jsonb,
  registration jsonb,
  livestream text
);

create table publication (${COMMON_COLUMNS},
  type text not null,
  date jsonb,
  documents jsonb
);

create table recommendation (${COMMON_COLUMNS},
  kind text not null default 'RECOMMENDATION',
  ref text,
  goal jsonb,
  context jsonb,
  addressees text[],
  priority jsonb,
  due_on date
);

create table legitimacy_indicator (${COMMON_COLUMNS},
  criterion text,
  unit text,
  direction text not null default 'NEUTRAL',
  territory text,
  baseline jsonb,
  target jsonb,
  method jsonb,
  population jsonb,
  frequency text,
  limitations jsonb
);

create table measure (
  seq bigint generated always as identity primary key,
  recommendation_id text not null references recommendation on delete cascade,
  parent_ref text check (parent_ref <> ref),
  ref text not null,
  text jsonb not null,
  weight double precision not null default 1 check (weight > 0),
  unique (recommendation_id, ref),
  foreign key (recommendation_id, parent_ref) references measure (recommendation_id, ref) on delete cascade
);

create table response (
  seq bigint generated always as identity primary key,
  recommendation_id text not null references recommendation on delete cascade,
  body text not null,
  value text not null,
  reason jsonb,
  date jsonb
);
create index on response (recommendation_id);

create table follow_up (
  id text primary key,
  seq bigint generated always as identity unique,
  recommendation_id text not null references recommendation on delete cascade,
  measure text,
  actor text not null,
  action jsonb not null,
  date jsonb not null,
  status text not null,
  evidence jsonb not null default '[]',
  foreign key (recommendation_id, measure) references measure (recommendation_id, ref)
);
create index on follow_up (recommendation_id);

create table assessment (
  id text primary key,
  seq bigint generated always as identity unique,
  recommendation_id text not null references recommendation on delete cascade,
  measure text,
  assessor text not null,
  status text not null,
  closure text,
  reason jsonb,
  date jsonb not null,
  next_review_on date,
  foreign key (recommendation_id, measure) references measure (recommendation_id, ref)
);
create index on assessment (recommendation_id);

create table observation (
  seq bigint generated always as identity primary key,
  indicator_id text not null references legitimacy_indicator on delete cascade,
  period jsonb not null,
  value double precision not null,
  numerator int,
  denominator int,
  sample_size int,
  status text not null default 'NORMAL',
  note jsonb,
  dimensions jsonb not null default '[]'
);
create index on observation (indicator_id);
`;
