import { msg } from "@lingui/core/macro";
import type { ExportDateFragment, ExportRecordFragment } from "../generated/operations.js";
import { RECORD_KINDS, type RecordKind } from "../shared/record-kinds.js";
import type { Column } from "./list.js";

const BETWEEN = "; ";

/** Several values in one cell. */
export function joined(values: readonly string[] | null | undefined): string | null {
  return values && values.length > 0 ? values.join(BETWEEN) : null;
}

/** By what a record is known; a list's own columns come after them. */
export const NAME_COLUMNS: readonly Column<ExportRecordFragment>[] = [
  { heading: msg`Id`, value: ({ id }) => id },
  { heading: msg`Title`, value: ({ title }) => title },
];

/** What records of all kinds have, after a list's own columns. */
export const RECORD_COLUMNS: readonly Column<ExportRecordFragment>[] = [
  { heading: msg`Summary`, value: ({ summary }) => summary },
  { heading: msg`Themes`, value: ({ themes }) => joined(themes.map(({ title }) => title)) },
  { heading: msg`Criteria of legitimacy`, value: ({ criteria }) => joined(criteria.map(({ title }) => title)) },
  { heading: msg`Partner`, value: ({ partner }) => partner.acronym },
  { heading: msg`Licence of its partner`, value: ({ partner }, words) => partner.licence ?? words(msg`not stated`) },
  { heading: msg`Texts in`, value: ({ languages }) => joined(languages) },
  { heading: msg`Content last changed`, value: ({ updatedAt }) => updatedAt },
  { heading: msg`Address`, value: ({ url }) => url },
];

interface Dated {
  readonly date?: ExportDateFragment | null;
}

/** A date in words, and the days between which it lies, to sort by. */
export const DATE_COLUMNS: readonly Column<Dated>[] = [
  { heading: msg`Date`, value: ({ date }) => date?.text },
  { heading: msg`From`, value: ({ date }) => date?.earliest },
  { heading: msg`To`, value: ({ date }) => date?.latest },
];

type Counts = Readonly<Record<RecordKind["field"], { readonly totalCount: number }>>;

/** How many records of each kind there are. */
export function countColumns(): readonly Column<Counts>[] {
  return RECORD_KINDS.map(({ field, name }) => ({ heading: name, value: (row) => row[field].totalCount }));
}
