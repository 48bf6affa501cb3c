import { Migration } from "@mikro-orm/migrations";

/** The column that events have here beside the standard ones. */
export class EventColumns extends Migration {
  override up(): void {
    this.addSql("alter table event add column chair jsonb");
  }
}
