import { msg } from "@lingui/core/macro";
import { ExportIndicators, type ExportIndicatorsQuery } from "../generated/operations.js";
import { indicatorVariables } from "../indicators/filter.js";
import { unitOf } from "../shared/observed-value.js";
import { DIRECTIONS, OBSERVATION_STATUSES } from "../shared/labels.js";
import { type Column, defineList } from "./list.js";
import { NAME_COLUMNS, RECORD_COLUMNS } from "./record-columns.js";

type Row = ExportIndicatorsQuery["legitimacyIndicators"]["nodes"][number];

const COLUMNS: readonly Column<Row>[] = [
  ...NAME_COLUMNS,
  { heading: msg`Latest value`, value: ({ latest }) => latest?.value },
  { heading: msg`Unit`, value: (row) => unitOf(row) },
  { heading: msg`Period`, value: ({ latest }, words) => latest?.period.text ?? words(msg`never measured`) },
  { heading: msg`Numerator`, value: ({ latest }) => latest?.numerator },
  { heading: msg`Denominator`, value: ({ latest }) => latest?.denominator },
  { heading: msg`Number of respondents or cases`, value: ({ latest }) => latest?.sampleSize },
  { heading: msg`How sure`, value: ({ latest }, words) => latest && words(OBSERVATION_STATUSES[latest.status]) },
  { heading: msg`Target`, value: ({ target }) => target?.value },
  { heading: msg`Target for`, value: ({ target }, words) => target?.period.text ?? words(msg`no target`) },
  { heading: msg`Better is`, value: ({ direction }, words) => words(DIRECTIONS[direction]) },
  { heading: msg`Territory`, value: ({ territory, territoryName }) => territoryName ?? territory },
  { heading: msg`Method`, value: ({ method }) => method },
  { heading: msg`Population`, value: ({ population }) => population },
  { heading: msg`Frequency`, value: ({ frequency, frequencyLabel }) => frequencyLabel ?? frequency },
  { heading: msg`Limitations`, value: ({ limitations }) => limitations },
  ...RECORD_COLUMNS,
];

export const indicators = defineList({
  title: msg`Indicators`,
  document: ExportIndicators,
  variables(search) {
    const { filter, orderBy } = indicatorVariables(search);
    return { filter, ...(orderBy != null && { orderBy }) };
  },
  pageOf: (data) => data.legitimacyIndicators,
  columns: COLUMNS,
  ownerOf: ({ partner }) => partner.code,
});
