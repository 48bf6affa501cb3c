/**
 * What people who change records are called, as their tokens say, beside the subjects in the audit trail. The trail itself takes no changes; a
 * name can be changed and removed.
 */
export const DESK_PEOPLE_SQL = `
create table desk_person (
  issuer text not null,
  subject text not null,
  name text not null,
  primary key (issuer, subject)
);
create index on desk_audit (subject, seq);
`;
