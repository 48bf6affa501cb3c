import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Language, MeasureLevelFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { AssessmentWords, ClaimWords, DueWords } from "../shared/progress-words.js";
import { RecordText } from "../shared/record-text.js";
import type { RecommendationData } from "./recommendation-data.js";

interface Branch extends MeasureLevelFragment {
  readonly measures?: readonly Branch[];
}

interface MeasuresProps {
  readonly measures: RecommendationData["measuresConnection"];
  readonly languages: readonly Language[];
}

/** The measures as a tree, each with what is claimed and what was found of it. */
export function Measures({ measures, languages }: MeasuresProps) {
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
      <Branches branches={measures.nodes} languages={languages} />
    </section>
  );
}

function Branches({
  branches,
  languages,
}: {
  readonly branches: readonly Branch[];
  readonly languages: readonly Language[];
}) {
  const { t } = useLingui();
  const format = useFormat();
  const weights = branches.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <ul className="tree">
      {branches.map(({ ref, text, weight, dueOn, responsible, progress, measures = [] }) => (
        <li key={ref}>
          <span className="ref">{ref}</span> <RecordText languages={languages}>{text}</RecordText>
          <br />
          <small>
            {t`claimed`}: <ClaimWords progress={progress} />; {t`assessed`}: <AssessmentWords progress={progress} />
            {responsible != null && (
              <>
                ; {t`to be done by`} <bdi>{responsible}</bdi>
              </>
            )}
            ; {t`due`}: <DueWords dueOn={dueOn} overdue={progress.overdue} />
            {weights > 0 && `; ${t`weight`} ${format.percent(weight / weights)}`}
          </small>
          {measures.length > 0 && <Branches branches={measures} languages={languages} />}
        </li>
      ))}
    </ul>
  );
}
