import { Migration } from "@mikro-orm/migrations";
import { recordRowTriggers } from "@segpol/kit";

/** The table of focus groups. A change of one counts as a change of its event, so that the hub harvests the event again. */
export class FocusGroups extends Migration {
  override up(): void {
    this.addSql(`
      create table focus_group (
        seq bigint generated always as identity primary key,
        event_id text not null references event on delete cascade,
        number int not null check (number > 0),
        participants_min int check (participants_min > 0),
        participants_max int check (participants_max >= participants_min),
        unique (event_id, number)
      );
      ${recordRowTriggers({ table: "focus_group", record: "event", column: "event_id" })}
    `);
  }
}
