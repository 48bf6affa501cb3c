import { useLingui } from "@lingui/react/macro";
import type { RecommendationsQuery } from "../generated/operations.js";
import { Addressees } from "../shared/bodies.js";
import { KeptBy } from "../shared/kept-by.js";
import { RECOMMENDATION_KINDS } from "../shared/labels.js";
import { DueWords } from "../shared/progress-words.js";
import { useSortable } from "../shared/sort-link.js";
import { RecordLink } from "../shared/record-text.js";
import { Row, Table } from "@segpol/page-base/table";
import { Assessed, Claimed } from "./last-said.js";

interface RecommendationTableProps {
  readonly caption: string;
  readonly rows: RecommendationsQuery["recommendations"]["nodes"];
}

/** Recommendations as rows; claims and assessments have columns of their own. */
export function RecommendationTable({ caption, rows }: RecommendationTableProps) {
  const { t } = useLingui();
  const sortable = useSortable();
  return (
    <Table
      caption={caption}
      columns={[
        t`Recommendation`,
        sortable(t`Number`, { ascending: "REF", usual: "REF" }),
        t`For whom`,
        sortable(t`Claimed`, { ascending: "PROGRESS" }),
        t`Assessed`,
        sortable(t`Due`, { ascending: "DUE" }),
        t`Partner`,
      ]}
    >
      {rows.map((row) => {
        const { id, ref, kind, dueOn, addresseeBodies, partner, progress } = row;
        return (
          <Row
            key={id}
            head={
              <>
                <RecordLink record={row} /> <small>{t(RECOMMENDATION_KINDS[kind])}</small>
              </>
            }
            cells={[
              ref,
              <Addressees bodies={addresseeBodies} />,
              <Claimed row={row} />,
              <Assessed row={row} />,
              <DueWords dueOn={dueOn} overdue={progress.overdue} />,
              <KeptBy partner={partner} />,
            ]}
          />
        );
      })}
    </Table>
  );
}
