import { Migration } from "@mikro-orm/migrations";

/** Columns of publications in addition to the standard ones. */
export class PublicationColumns extends Migration {
  override up(): void {
    this.addSql("alter table publication add column period jsonb, add column consultation jsonb");
  }
}
