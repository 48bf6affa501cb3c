import { msg } from "@lingui/core/macro";
import { ExportPublications, type ExportPublicationsQuery } from "../generated/operations.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";
import { publicationFilter } from "../publications/filter.js";
import { type Column, defineList } from "./list.js";
import { DATE_COLUMNS, joined, NAME_COLUMNS, RECORD_COLUMNS } from "./record-columns.js";

type Row = ExportPublicationsQuery["publications"]["nodes"][number];

const COLUMNS: readonly Column<Row>[] = [
  ...NAME_COLUMNS,
  { heading: msg`Kind`, value: ({ type }, words) => words(PUBLICATION_TYPES[type]) },
  ...DATE_COLUMNS,
  { heading: msg`Documents`, value: ({ documents }) => joined(documents?.map(({ url }) => url)) },
  ...RECORD_COLUMNS,
];

export const publications = defineList({
  title: msg`Publications`,
  document: ExportPublications,
  variables: (search) => ({ filter: publicationFilter(search) }),
  pageOf: (data) => data.publications,
  columns: COLUMNS,
  ownerOf: ({ partner }) => partner.code,
});
