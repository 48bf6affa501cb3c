import { type RawBuilder, sql } from "kysely";
import type { Selectable } from "kysely";
import type { RecordTable } from "../../database/database.js";

const COLUMNS = [
  "id",
  "partner",
  "kind",
  "type_name",
  "visibility",
  "languages",
  "themes",
  "criteria",
  "category",
  "status",
  "ref",
  "due_on",
  "assessed",
  "closure",
  "territory",
  "card",
  "card_texts",
  "version",
  "updated_at",
] as const satisfies readonly (keyof RecordTable)[];

/** A record as the catalogue answers it. */
export type RecordRow = Pick<Selectable<RecordTable>, (typeof COLUMNS)[number]>;

/** The columns of a {@link RecordRow}, of `record r`. */
export const recordColumns: RawBuilder<unknown> = sql.join(COLUMNS.map((column) => sql.ref(`r.${column}`)));
