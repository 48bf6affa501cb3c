import { msg } from "@lingui/core/macro";
import { type ExportRecordFragment, ExportSearch } from "../generated/operations.js";
import { type Column, defineList } from "./list.js";
import { NAME_COLUMNS, RECORD_COLUMNS } from "./record-columns.js";

const COLUMNS: readonly Column<ExportRecordFragment>[] = [...NAME_COLUMNS, ...RECORD_COLUMNS];

/** Records of all kinds that have the words that the address names, the best match first. */
export const search = defineList({
  title: msg`Search`,
  document: ExportSearch,
  variables: (address) => ({ text: address.get("text") ?? "" }),
  pageOf: (data) => data.records,
  choose: (address) => ({ filter: { text: address.get("text") ?? "" }, passes: () => true }),
  columns: COLUMNS,
  ownerOf: ({ partner }) => partner.code,
});
