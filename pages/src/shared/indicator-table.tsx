import { useLingui } from "@lingui/react/macro";
import type { IndicatorRowFragment } from "../generated/operations.js";
import { DIRECTIONS } from "./labels.js";
import { HowSure, MeasuredValue, WantedValue } from "./observed-value.js";
import { KeptBy } from "./kept-by.js";
import { useSortable } from "./sort-link.js";
import { RecordLink } from "./record-text.js";
import { Row, Table } from "@segpol/page-base/table";

interface IndicatorTableProps {
  readonly caption: string;
  /** Whether a heading above says the same. */
  readonly isBelowHeading?: boolean;
  readonly rows: readonly IndicatorRowFragment[];
  /** Whether the rows are a list that can be had in another order. */
  readonly canBeSorted?: boolean;
}

/** Indicators as rows: what was measured last, how sure that is, what is wanted, and which way is better. */
export function IndicatorTable({ caption, isBelowHeading = false, rows, canBeSorted = false }: IndicatorTableProps) {
  const { t } = useLingui();
  const sortable = useSortable();
  const name = t`Indicator`;
  return (
    <Table
      caption={caption}
      isBelowHeading={isBelowHeading}
      columns={[
        canBeSorted ? sortable(name, { ascending: "TITLE", usual: "TITLE" }) : name,
        t`Latest value`,
        t`How sure`,
        t`Target`,
        t`Better is`,
        t`Partner`,
      ]}
    >
      {rows.map((row) => (
        <Row
          key={row.id}
          head={<RecordLink record={row} />}
          cells={[
            <MeasuredValue observation={row.latest} unit={row} />,
            row.latest && <HowSure observation={row.latest} />,
            <WantedValue target={row.target} unit={row} />,
            t(DIRECTIONS[row.direction]),
            <KeptBy partner={row.partner} />,
          ]}
        />
      ))}
    </Table>
  );
}
