import { msg } from "@lingui/core/macro";
import { ExportPartners, type ExportPartnersQuery } from "../generated/operations.js";
import { PARTNER_ROLES, SOURCE_STATES } from "../shared/labels.js";
import { type Column, defineList, onePage } from "./list.js";
import { countColumns } from "./record-columns.js";

type Row = ExportPartnersQuery["partners"][number];

const COLUMNS: readonly Column<Row>[] = [
  { heading: msg`Code`, value: ({ code }) => code },
  { heading: msg`Partner`, value: ({ name }) => name },
  { heading: msg`Acronym`, value: ({ acronym }) => acronym },
  { heading: msg`Role`, value: ({ role }, words) => words(PARTNER_ROLES[role]) },
  { heading: msg`Website`, value: ({ website }) => website },
  { heading: msg`Whom to ask about its data`, value: ({ contactPoint }) => contactPoint },
  { heading: msg`Licence of its data`, value: ({ licence }) => licence },
  ...countColumns(),
  { heading: msg`State`, value: ({ source }, words) => words(SOURCE_STATES[source.state]) },
  { heading: msg`Last contact`, value: ({ source }) => source.lastContactAt },
  { heading: msg`Content last changed`, value: ({ source }) => source.lastChangeAt },
  { heading: msg`Trouble`, value: ({ source }) => source.problem },
];

export const partners = defineList({
  title: msg`Partners`,
  document: ExportPartners,
  variables: () => ({}),
  pageOf: (data) => onePage(data.partners),
  columns: COLUMNS,
  ownerOf: ({ code }) => code,
});
