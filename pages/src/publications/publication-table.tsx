import { Trans, useLingui } from "@lingui/react/macro";
import type { PublicationsQuery } from "../generated/operations.js";
import { DateWords } from "../shared/date-words.js";
import { useFormat } from "../shared/format.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";
import { KeptBy } from "../shared/kept-by.js";
import { RecordLink } from "../shared/record-text.js";
import { Table } from "@segpol/page-base/table";

interface PublicationTableProps {
  readonly caption: string;
  readonly rows: PublicationsQuery["publications"]["nodes"];
}

export function PublicationTable({ caption, rows }: PublicationTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <Table
      caption={caption}
      columns={[t`Publication`, t`Kind`, t`Date`, t`Documents`, t`Event`, t`Recommendations`, t`Partner`]}
    >
      {rows.map(({ id, title, languages, type, date, documents, event, recommendations, partner }) => (
        <tr key={id}>
          <th scope="row">
            <RecordLink id={id} languages={languages}>
              {title}
            </RecordLink>
          </th>
          <td>{t(PUBLICATION_TYPES[type])}</td>
          <td>
            <DateWords date={date} />
          </td>
          <td>
            {documents && documents.length > 0 ? (
              documents.map(({ language }) => format.language(language)).join(", ")
            ) : (
              <Trans>described, not attached</Trans>
            )}
          </td>
          <td>
            {event && (
              <RecordLink id={event.id} languages={event.languages}>
                {event.title}
              </RecordLink>
            )}
          </td>
          <td>{format.number(recommendations.totalCount)}</td>
          <td>
            <KeptBy partner={partner} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
