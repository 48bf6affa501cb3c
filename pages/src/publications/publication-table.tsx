import { Trans, useLingui } from "@lingui/react/macro";
import type { PublicationsQuery } from "../generated/operations.js";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";
import { KeptBy } from "../shared/kept-by.js";
import { useSortable } from "../shared/sort-link.js";
import { RecordLink } from "../shared/record-text.js";
import { Row, Table } from "@segpol/page-base/table";

interface PublicationTableProps {
  readonly caption: string;
  readonly rows: PublicationsQuery["publications"]["nodes"];
}

export function PublicationTable({ caption, rows }: PublicationTableProps) {
  const { t } = useLingui();
  const sortable = useSortable();
  const format = useFormat();
  return (
    <Table
      caption={caption}
      columns={[
        sortable(t`Publication`, { ascending: "TITLE", usual: "TITLE" }),
        t`Kind`,
        t`Date`,
        t`Documents`,
        t`Event`,
        t`Recommendations`,
        t`Partner`,
      ]}
    >
      {rows.map((row) => (
        <Row
          key={row.id}
          head={<RecordLink record={row} />}
          cells={[
            t(PUBLICATION_TYPES[row.type]),
            <DateWords date={row.date} />,
            row.documents && row.documents.length > 0 ? (
              row.documents.map(({ language }) => format.language(language)).join(", ")
            ) : (
              <Trans>described, not attached</Trans>
            ),
            row.event && <RecordLink record={row.event} />,
            format.number(row.recommendations.totalCount),
            <KeptBy partner={row.partner} />,
          ]}
        />
      ))}
    </Table>
  );
}
