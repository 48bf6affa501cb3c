import { useLingui } from "@lingui/react/macro";
import type { IndicatorRowFragment } from "../generated/operations.js";
import { DIRECTIONS } from "./labels.js";
import { HowSure, MeasuredValue, WantedValue } from "./observed-value.js";
import { KeptBy } from "./kept-by.js";
import { RecordLink } from "./record-text.js";
import { Table } from "@segpol/page-base/table";

interface IndicatorTableProps {
  readonly caption: string;
  readonly rows: readonly IndicatorRowFragment[];
}

/** Indicators as rows: what was measured last, how sure that is, what is wanted, and which way is better. */
export function IndicatorTable({ caption, rows }: IndicatorTableProps) {
  const { t } = useLingui();
  return (
    <Table
      caption={caption}
      columns={[t`Indicator`, t`Latest value`, t`How sure`, t`Target`, t`Better is`, t`Partner`]}
    >
      {rows.map(({ id, title, languages, unit, direction, latest, target, partner }) => (
        <tr key={id}>
          <th scope="row">
            <RecordLink id={id} languages={languages}>
              {title}
            </RecordLink>
          </th>
          <td>
            <MeasuredValue observation={latest} unit={unit} />
          </td>
          <td>{latest && <HowSure observation={latest} />}</td>
          <td>
            <WantedValue target={target} unit={unit} />
          </td>
          <td>{t(DIRECTIONS[direction])}</td>
          <td>
            <KeptBy partner={partner} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
