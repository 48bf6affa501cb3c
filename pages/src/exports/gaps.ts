import { msg } from "@lingui/core/macro";
import { gapFilter } from "../gaps/read-gaps.js";
import { ExportGaps, type ExportGapsQuery } from "../generated/operations.js";
import { GAP_KINDS } from "../shared/labels.js";
import { type Column, defineList } from "./list.js";

type Row = ExportGapsQuery["overview"]["gapsConnection"]["nodes"][number];

const COLUMNS: readonly Column<Row>[] = [
  { heading: msg`What is missing`, value: ({ kind }, words) => words(GAP_KINDS[kind]) },
  { heading: msg`What it concerns`, value: ({ theme, record }) => record?.title ?? theme?.title },
  { heading: msg`Id`, value: ({ theme, record }) => record?.id ?? theme?.code },
  { heading: msg`Whom to ask`, value: ({ partner }, words) => partner?.acronym ?? words(msg`all partners`) },
];

export const gaps = defineList({
  title: msg`What is missing`,
  document: ExportGaps,
  variables: (search) => ({ filter: gapFilter(search) }),
  pageOf: (data) => data.overview.gapsConnection,
  columns: COLUMNS,
  ownerOf: ({ partner }) => partner?.code,
});
