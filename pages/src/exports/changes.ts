import { msg } from "@lingui/core/macro";
import { ownerOf } from "../address/record-owner.js";
import {
  type ChangeFactsFragment,
  type ChangeRowFragment,
  ExportChanges,
  ExportHistory,
} from "../generated/operations.js";
import { sinceOf } from "../overview/since.js";
import { CHANGE_KINDS } from "../shared/labels.js";
import { type Column, defineList, onePage } from "./list.js";
import { joined } from "./record-columns.js";

/** With codes as the graph has them: programs compare them. */
const FACTS: readonly Column<ChangeFactsFragment>[] = [
  { heading: msg`When`, value: ({ at }) => at },
  { heading: msg`What happened`, value: ({ kind }, words) => words(CHANGE_KINDS[kind]) },
  { heading: msg`Id`, value: ({ recordId }) => recordId },
  { heading: msg`Version`, value: ({ version }) => version },
  { heading: msg`Fields that differ`, value: ({ fields }) => joined(fields) },
  {
    heading: msg`Before and after`,
    value: ({ values }) =>
      joined(values.map(({ field, before, after }) => `${field}: ${before.join(", ")} → ${after.join(", ")}`)),
  },
];

const COLUMNS: readonly Column<ChangeRowFragment>[] = [
  ...FACTS,
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
  ownerOf: ({ recordId }) => ownerOf(recordId),
});

/** What became of one record, whose id the address has. */
export const history = defineList({
  title: msg`How this record changed`,
  document: ExportHistory,
  variables: (search) => ({ id: search.get("record") ?? "" }),
  pageOf: ({ record }) => record?.changes ?? onePage([]),
  choose: (search) => ({ filter: { record: search.get("record") ?? "" }, passes: () => true }),
  columns: FACTS,
  ownerOf: ({ recordId }) => ownerOf(recordId),
});
