import { type RawBuilder, type Selectable, sql } from "kysely";
import { listedColumns, type ListedColumn, type RecordTable } from "../../record/record-columns.js";

/** A record as the catalogue answers it. */
export type RecordRow = Pick<Selectable<RecordTable>, ListedColumn>;

/** The columns of a {@link RecordRow}, of `record r`. */
export const recordColumns: RawBuilder<unknown> = sql.join(listedColumns.map((column) => sql.ref(`r.${column}`)));
