import { msg } from "@lingui/core/macro";
import { ExportThemes, type ExportThemesQuery } from "../generated/operations.js";
import { type Column, defineList, onePage } from "./list.js";
import { countColumns } from "./record-columns.js";

type Row = ExportThemesQuery["themes"][number];

const COLUMNS: readonly Column<Row>[] = [
  { heading: msg`Code`, value: ({ code }) => code },
  { heading: msg`Theme`, value: ({ title }) => title },
  { heading: msg`Definition`, value: ({ definition }) => definition },
  { heading: msg`Broader theme`, value: ({ broader }) => broader?.title },
  ...countColumns(),
];

export const themes = defineList({
  title: msg`Themes`,
  document: ExportThemes,
  variables: () => ({}),
  pageOf: (data) => onePage(data.themes),
  columns: COLUMNS,
});
