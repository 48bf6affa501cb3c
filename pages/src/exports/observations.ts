import { msg } from "@lingui/core/macro";
import { ExportObservations, type MeasuredRowFragment } from "../generated/operations.js";
import { partName } from "../indicators/series.js";
import { OBSERVATION_STATUSES } from "../shared/labels.js";
import { type Column, defineList, onePage } from "./list.js";
import { joined } from "./record-columns.js";

const COLUMNS: readonly Column<MeasuredRowFragment>[] = [
  { heading: msg`Period`, value: ({ period }) => period.text },
  { heading: msg`From`, value: ({ period }) => period.earliest },
  { heading: msg`To`, value: ({ period }) => period.latest },
  {
    heading: msg`Part that is measured apart`,
    value: ({ dimensions }, _words, { colon }) => joined(dimensions.map((each) => partName(each, colon))),
  },
  { heading: msg`Value`, value: ({ value }) => value },
  { heading: msg`Numerator`, value: ({ numerator }) => numerator },
  { heading: msg`Denominator`, value: ({ denominator }) => denominator },
  { heading: msg`Number of respondents or cases`, value: ({ sampleSize }) => sampleSize },
  { heading: msg`How sure`, value: ({ status }, words) => words(OBSERVATION_STATUSES[status]) },
  { heading: msg`Note`, value: ({ note }) => note },
];

/** All values of one indicator, whose id the address has. */
export const observations = defineList({
  title: msg`Measured values`,
  document: ExportObservations,
  variables: (search) => ({ id: search.get("indicator") ?? "" }),
  pageOf: ({ record }) => (record && "observations" in record && record.observations) || onePage([]),
  choose: (search) => ({ filter: { indicator: search.get("indicator") ?? "" }, passes: () => true }),
  columns: COLUMNS,
});
