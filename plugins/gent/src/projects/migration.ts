import { Migration } from "@mikro-orm/migrations";
import { recordRowTriggers } from "@segpol/kit";

/** The table of projects. A change of one counts as a change of its recommendation, so that the hub harvests it again. */
export class Projects extends Migration {
  override up(): void {
    this.addSql(`
      create table project (
        id text primary key,
        recommendation_id text not null references recommendation on delete cascade,
        title jsonb not null,
        objective jsonb not null,
        budget int check (budget >= 0),
        starts_on date,
        ends_on date check (ends_on >= starts_on),
        award_criteria jsonb not null default '[]',
        contractors text[] not null default '{}',
        target_groups jsonb not null default '[]',
        theme_codes text[] not null default '{}'
      );
      create index on project (recommendation_id);
      ${recordRowTriggers({ table: "project", record: "recommendation", column: "recommendation_id" })}
    `);
  }
}
