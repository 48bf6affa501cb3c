import { msg } from "@lingui/core/macro";
import { type ChangeRowFragment, ExportChanges } from "../generated/operations.js";
import { sinceOf } from "../overview/since.js";
import { CHANGE_KINDS } from "../shared/labels.js";
import { type Column, defineList } from "./list.js";

const COLUMNS: readonly Column<ChangeRowFragment>[] = [
  { heading: msg`When`, value: ({ at }) => at },
  { heading: msg`What happened`, value: ({ kind }, words) => words(CHANGE_KINDS[kind]) },
  { heading: msg`Id`, value: ({ recordId }) => recordId },
  { heading: msg`Title`, value: ({ record }) => record?.title },
  { heading: msg`Partner`, value: ({ record }) => record?.partner.acronym },
];

export const changes = defineList({
  title: msg`What changed`,
  document: ExportChanges,
  variables: (search) => ({ since: `${sinceOf(search)}T00:00:00Z` }),
  pageOf: (data) => data.changes,
  choose: (search) => ({ filter: { since: sinceOf(search) }, passes: () => true }),
  columns: COLUMNS,
});
