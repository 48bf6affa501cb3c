import type { RecordKind } from "@segpol/schema";
import type { RecordInput } from "../../model/inputs.js";
import { fieldsOf, isAppended } from "../../model/model.js";

/**
 * The patch that lets a record say again what it said in an earlier version. Rows that are only ever appended stay, and so does what cannot be
 * cleared and was not there then. Who may see it stays as well: whoever restores a text must not show by that what was hidden since.
 */
export function restoredInput(kind: RecordKind, earlier: RecordInput, present: RecordInput): RecordInput {
  const fields = Object.entries(fieldsOf(kind)).filter(([name]) => !isAppended(name) && name !== "visibility");
  return Object.fromEntries(
    fields.flatMap(([name, { presence }]) => {
      if (earlier[name] !== undefined) return [[name, earlier[name]]];
      if (present[name] === undefined) return [];
      // A tree of measures is a list, which is emptied and not cleared.
      if (Array.isArray(present[name])) return [[name, []]];
      return presence === "OPTIONAL" ? [[name, null]] : [];
    }),
  );
}
