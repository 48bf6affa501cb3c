import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { RoadmapRowFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { KeptBy } from "../shared/kept-by.js";
import { Addressees, DueWords } from "../shared/progress-words.js";
import { RecordLink, RecordText } from "../shared/record-text.js";
import { Table } from "@segpol/page-base/table";
import { Assessed, Claimed } from "./claimed-and-assessed.js";

interface RoadmapTableProps {
  readonly caption: string;
  readonly rows: readonly RoadmapRowFragment[];
}

/** Who has to do what by when, what was said of it last, and by whom. */
export function RoadmapTable({ caption, rows }: RoadmapTableProps) {
  const { t } = useLingui();
  return (
    <Table
      className="roadmap"
      caption={caption}
      columns={[t`What`, t`For whom`, t`Due`, t`Measures`, t`Claimed`, t`Assessed`, t`Partner`]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            {row.ref != null && <span className="ref">{row.ref} </span>}
            <RecordLink id={row.id} languages={row.languages}>
              {row.title}
            </RecordLink>
          </th>
          <td>
            <Addressees names={row.addressees} />
          </td>
          <td>
            <DueWords dueOn={row.dueOn} overdue={row.progress.overdue} />
          </td>
          <td>
            <ShortMeasures measures={row.measuresConnection} languages={row.languages} />
          </td>
          <td>
            <Claimed row={row} />
          </td>
          <td>
            <Assessed row={row} />
          </td>
          <td>
            <KeptBy partner={row.partner} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

interface ShortMeasuresProps {
  readonly measures: RoadmapRowFragment["measuresConnection"];
  readonly languages: RoadmapRowFragment["languages"];
}

/** The first measures, and how many more there are. */
function ShortMeasures({ measures, languages }: ShortMeasuresProps) {
  const format = useFormat();
  if (!measures || measures.totalCount === 0) return <Trans>none</Trans>;
  const more = measures.totalCount - measures.nodes.length;
  return (
    <ul className="plain">
      {measures.nodes.map(({ ref, text, dueOn, responsible }) => (
        <li key={ref}>
          <span className="ref">{ref}</span> <RecordText languages={languages}>{text}</RecordText>
          {(dueOn != null || responsible != null) && (
            <small>
              {" "}
              {[responsible, dueOn == null ? null : format.day(dueOn)].filter((each) => each != null).join(", ")}
            </small>
          )}
        </li>
      ))}
      {more > 0 && (
        <li>
          <Plural value={more} one="and # more" other="and # more" />
        </li>
      )}
    </ul>
  );
}
