import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { RoadmapRowFragment } from "../generated/operations.js";
import { Assessed, Claimed } from "../recommendations/last-said.js";
import { Addressees } from "../shared/bodies.js";
import { KeptBy } from "../shared/kept-by.js";
import { AssessmentWords, ClaimWords, DueWords } from "../shared/progress-words.js";
import { RecommendationMention } from "../shared/recommendation-mentions.js";
import { RecordText } from "../shared/record-text.js";
import { Row, Table } from "@segpol/page-base/table";
import type { Measure, Task } from "./tasks.js";

interface RoadmapTableProps {
  readonly caption: string;
  readonly tasks: readonly Task[];
}

/** Who has to do what by when, what was said of it last, and by whom. */
export function RoadmapTable({ caption, tasks }: RoadmapTableProps) {
  const { t } = useLingui();
  return (
    <Table
      className="roadmap"
      caption={caption}
      columns={[t`What`, t`For whom`, t`Due`, t`Measures`, t`Claimed`, t`Assessed`, t`Partner`]}
    >
      {tasks.map(({ key, recommendation, measure, bodies, dueOn, progress }) => (
        <Row
          key={key}
          head={
            measure ? (
              <>
                <MeasureWords measure={measure} />
                <br />
                <small>
                  <Trans>measure of</Trans> <RecommendationMention recommendation={recommendation} />
                </small>
              </>
            ) : (
              <RecommendationMention recommendation={recommendation} />
            )
          }
          cells={[
            <Addressees bodies={bodies} />,
            <DueWords dueOn={dueOn} overdue={progress.overdue} />,
            measure ? null : <ShortMeasures measures={recommendation.measuresConnection} />,
            measure ? <ClaimWords progress={progress} /> : <Claimed row={recommendation} withAction />,
            measure ? <AssessmentWords progress={progress} /> : <Assessed row={recommendation} />,
            <KeptBy partner={recommendation.partner} />,
          ]}
        />
      ))}
    </Table>
  );
}

function MeasureWords({ measure: { ref, text, localizedText } }: { readonly measure: Measure }) {
  return (
    <>
      <span className="ref">{ref}</span> <RecordText localized={localizedText}>{text}</RecordText>
    </>
  );
}

/** Measures that a table names. */
const MAX_NAMED = 3;

interface ShortMeasuresProps {
  readonly measures: RoadmapRowFragment["measuresConnection"];
}

/** The first measures, and how many more there are. */
function ShortMeasures({ measures }: ShortMeasuresProps) {
  if (!measures || measures.totalCount === 0) return <Trans>no measures</Trans>;
  const named = measures.nodes.slice(0, MAX_NAMED);
  const more = measures.totalCount - named.length;
  return (
    <ul className="plain">
      {named.map((measure) => (
        <li key={measure.ref}>
          <MeasureWords measure={measure} />
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
