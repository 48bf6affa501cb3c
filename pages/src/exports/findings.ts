import { msg } from "@lingui/core/macro";
import { ExportFindings, type FindingFactsFragment } from "../generated/operations.js";
import { type Column, defineList, onePage } from "./list.js";

const COLUMNS: readonly Column<FindingFactsFragment>[] = [
  { heading: msg`Id`, value: ({ recordId }) => recordId },
  { heading: msg`Code`, value: ({ code }) => code },
  { heading: msg`Field`, value: ({ field }, words) => field ?? words(msg`the whole record`) },
  { heading: msg`Expected`, value: ({ expected }) => expected },
  { heading: msg`Came`, value: ({ got }) => got },
  { heading: msg`How to mend it`, value: ({ mend }) => mend },
  { heading: msg`Since`, value: ({ since }) => since },
];

const codeIn = (search: URLSearchParams): string => search.get("partner") ?? "";

/** What keeps records of one partner, whose code the address has, out of the index; for its staff and the cabinet alone. */
export const findings = defineList({
  title: msg`Records that are not in order`,
  document: ExportFindings,
  variables: (search) => ({ id: codeIn(search) }),
  pageOf: ({ partner }) => onePage(partner?.source.findings ?? []),
  choose: (search) => ({ filter: { partner: codeIn(search) }, passes: () => true }),
  columns: COLUMNS,
  ownerOf: (_row, search) => codeIn(search),
});
