import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { MeasureLevelFragment } from "../generated/operations.js";
import { BodyName } from "../shared/bodies.js";
import { DateWords } from "../shared/date-words.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { AssessmentWords, ClaimWords, DueWords } from "../shared/progress-words.js";
import { RecordText } from "../shared/record-text.js";
import type { RecommendationData } from "./recommendation-data.js";

interface Branch extends MeasureLevelFragment {
  readonly measures?: readonly Branch[];
}

interface MeasuresProps {
  readonly recommendation: Pick<
    RecommendationData,
    "id" | "measuresConnection" | "followUpsConnection" | "assessmentsConnection"
  >;
}

/** The measures as a tree, each with what is claimed and what was found of it. */
export function Measures({ recommendation }: MeasuresProps) {
  const { id, measuresConnection: measures } = recommendation;
  if (!measures || measures.totalCount === 0) return null;
  return (
    <section aria-labelledby="measures">
      <h2 id="measures">
        <Trans>Measures</Trans>
      </h2>
      <p>
        <Plural
          value={measures.totalCount}
          one="# measure at the first level; progress is rolled up by weight."
          other="# measures at the first level; progress is rolled up by weight."
        />
      </p>
      <Branches branches={measures.nodes} said={recommendation} />
      <ExportLinks list="measures" search={{ recommendation: id }} />
    </section>
  );
}

interface BranchesProps {
  readonly branches: readonly Branch[];
  /** What was said of them. */
  readonly said: Pick<RecommendationData, "followUpsConnection" | "assessmentsConnection">;
}

function Branches({ branches, said }: BranchesProps) {
  const { t } = useLingui();
  const format = useFormat();
  const weights = branches.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <ul className="tree">
      {branches.map(
        ({ ref, text, localizedText, weight, dueOn, responsible, responsibleBody, progress, measures = [] }) => (
          <li key={ref}>
            <span className="ref">{ref}</span> <RecordText localized={localizedText}>{text}</RecordText>
            <br />
            <small>
              {t`claimed`}
              {format.colon}
              <ClaimWords progress={progress} />
              <Claimant measure={ref} said={said} />
              {format.semicolon}
              {t`assessed`}
              {format.colon}
              <AssessmentWords progress={progress} />
              <Assessor measure={ref} said={said} />
              {responsible != null && (
                <>
                  {format.semicolon}
                  {t`to be done by`} <BodyName body={responsibleBody} called={responsible} />
                </>
              )}
              {format.semicolon}
              {t`due`}
              {format.colon}
              <DueWords dueOn={dueOn} overdue={progress.overdue} />
              {weights > 0 && `${format.semicolon}${t`weight`} ${format.percent(weight / weights)}`}
            </small>
            {measures.length > 0 && <Branches branches={measures} said={said} />}
          </li>
        ),
      )}
    </ul>
  );
}

interface SaidOfProps extends Pick<BranchesProps, "said"> {
  readonly measure: string;
}

/** Who said last what was done of a measure, and when; nothing where it is worked out from the measures below it. */
function Claimant({ measure, said: { followUpsConnection } }: SaidOfProps) {
  const last = followUpsConnection?.nodes.findLast((each) => each.measure === measure);
  return (
    last && (
      <>
        {" "}
        (<BodyName body={last.actorBody} called={last.actor} />, <DateWords date={last.date} />)
      </>
    )
  );
}

/** Who assessed a measure last, and when. */
function Assessor({ measure, said: { assessmentsConnection } }: SaidOfProps) {
  const last = assessmentsConnection?.nodes.findLast((each) => each.measure === measure);
  return (
    last && (
      <>
        {" "}
        (<BodyName body={last.assessorBody} called={last.assessor} />, <DateWords date={last.date} />)
      </>
    )
  );
}
