import { msg } from "@lingui/core/macro";
import { chosen, isChosenCell, listed } from "../address/filters.js";
import { type CoverageFiguresFragment, ExportCoverage } from "../generated/operations.js";
import { RECORD_KINDS } from "../shared/record-kinds.js";
import { type Column, defineList, onePage } from "./list.js";

const COLUMNS: readonly Column<CoverageFiguresFragment>[] = [
  { heading: msg`Theme`, value: ({ theme }) => theme.title },
  { heading: msg`Code`, value: ({ theme }) => theme.code },
  { heading: msg`Partner`, value: ({ partner }) => partner.acronym },
  ...RECORD_KINDS.map(({ field, name }): Column<CoverageFiguresFragment> => ({
    heading: name,
    value: (cell) => cell[field],
  })),
];

/** How many records each partner has on each theme. */
export const coverage = defineList({
  title: msg`Themes by partner`,
  document: ExportCoverage,
  variables: () => ({}),
  pageOf: ({ overview }) => onePage(overview.coverage),
  choose: (search) => ({
    filter: { ...listed("themes", chosen(search, "theme")), ...listed("partners", chosen(search, "partner")) },
    passes: isChosenCell(search),
  }),
  columns: COLUMNS,
  ownerOf: ({ partner }) => partner.code,
});
