import { msg } from "@lingui/core/macro";
import { chosen, chosenOf, listed } from "../address/filters.js";
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

/** The graph gives all gaps; the address chooses of them. */
export const gaps = defineList({
  title: msg`What is missing`,
  document: ExportGaps,
  variables: () => ({}),
  pageOf: (data) => data.overview.gapsConnection,
  choose(search) {
    const kinds = chosenOf(search, "kind", GAP_KINDS);
    const themes = chosen(search, "theme");
    const partners = chosen(search, "partner");
    return {
      filter: { ...listed("kinds", kinds), ...listed("themes", themes), ...listed("partners", partners) },
      passes: ({ kind, theme, record, partner }) =>
        (kinds?.includes(kind) ?? true) &&
        (!themes || [theme, ...(record?.themes ?? [])].some((each) => each != null && themes.includes(each.code))) &&
        (!partners || (partner != null && partners.includes(partner.code))),
    };
  },
  columns: COLUMNS,
});
