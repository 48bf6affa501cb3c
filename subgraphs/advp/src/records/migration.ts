import { Migration } from "@mikro-orm/migrations";

/** Column of events in addition to the standard ones. */
export class EventColumns extends Migration {
  override up(): void {
    this.addSql("alter table event add column chair jsonb");
  }
}
