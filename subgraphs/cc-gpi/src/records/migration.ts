import { Migration } from "@mikro-orm/migrations";

/** Columns of publications in addition to the standard ones. */
export class PublicationColumns extends Migration {
  override up(): void {
    this.addSql(
      "alter table publication add column subtitle jsonb, add column authors text[], add column period jsonb",
    );
  }
}
