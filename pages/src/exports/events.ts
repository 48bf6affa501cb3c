import { msg } from "@lingui/core/macro";
import { ExportEvents, type ExportEventsQuery } from "../generated/operations.js";
import { EVENT_KINDS, EVENT_STATUSES } from "../shared/labels.js";
import { eventFilter } from "../agenda/filter.js";
import { type Column, defineList } from "./list.js";
import { DATE_COLUMNS, joined, NAME_COLUMNS, RECORD_COLUMNS } from "./record-columns.js";

type Row = ExportEventsQuery["events"]["nodes"][number];

const COLUMNS: readonly Column<Row>[] = [
  ...NAME_COLUMNS,
  { heading: msg`Kind`, value: ({ eventKind }, words) => words(EVENT_KINDS[eventKind]) },
  { heading: msg`State`, value: ({ status }, words) => words(EVENT_STATUSES[status]) },
  ...DATE_COLUMNS,
  { heading: msg`Begins at`, value: ({ startsAt }) => startsAt },
  { heading: msg`Ends at`, value: ({ endsAt }) => endsAt },
  { heading: msg`Place`, value: ({ place }) => place?.name },
  { heading: msg`Organisers`, value: ({ organisers }) => joined(organisers.map(({ acronym }) => acronym)) },
  { heading: msg`Registration`, value: ({ registration }) => registration?.url },
  { heading: msg`Livestream`, value: ({ livestream }) => livestream },
  ...RECORD_COLUMNS,
];

export const events = defineList({
  title: msg`Events`,
  document: ExportEvents,
  variables: (search) => ({ filter: eventFilter(search), orderBy: "DATE" as const }),
  pageOf: (data) => data.events,
  columns: COLUMNS,
  ownerOf: ({ partner }) => partner.code,
});
