import { Migration } from "@mikro-orm/migrations";
import { recordRowTriggers } from "@segpol/kit";

/** The table of references. A change of one counts as a change of its publication, so that the hub harvests it again. */
export class References extends Migration {
  override up(): void {
    this.addSql(`
      create table memorandum_reference (
        seq bigint generated always as identity primary key,
        publication_id text not null references publication on delete cascade,
        reference_group text not null,
        title text not null,
        unique (publication_id, title)
      );
      ${recordRowTriggers({ table: "memorandum_reference", record: "publication", column: "publication_id" })}
    `);
  }
}
