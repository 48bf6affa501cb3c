import { msg } from "@lingui/core/macro";
import { ownerOf } from "../address/record-owner.js";
import { ExportDocuments, type PublicationRowFragment } from "../generated/operations.js";
import { type Column, defineList, onePage } from "./list.js";

type Row = NonNullable<PublicationRowFragment["documents"]>[number];

const COLUMNS: readonly Column<Row>[] = [
  { heading: msg`Address`, value: ({ url }) => url },
  { heading: msg`Language`, value: ({ language }) => language },
  { heading: msg`Format`, value: ({ mediaType }) => mediaType },
  { heading: msg`Size in bytes`, value: ({ bytes }) => bytes },
  { heading: msg`SHA-256`, value: ({ sha256 }) => sha256 },
];

const idIn = (search: URLSearchParams): string => search.get("publication") ?? "";

/** The files of one publication, whose id the address has. */
export const documents = defineList({
  title: msg`Documents`,
  document: ExportDocuments,
  variables: (search) => ({ id: idIn(search) }),
  pageOf: ({ record }) => onePage((record && "documents" in record && record.documents) || []),
  choose: (search) => ({ filter: { publication: idIn(search) }, passes: () => true }),
  columns: COLUMNS,
  ownerOf: (_row, search) => ownerOf(idIn(search)),
});
