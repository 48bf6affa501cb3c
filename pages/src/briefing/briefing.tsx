import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData, useSearchParams } from "react-router";
import type { LoaderArgs } from "../graph/ask.js";
import { CLOSED_TOO, isAddressed, isForBody } from "../roadmap/read-roadmap.js";
import { RoadmapTable } from "../roadmap/roadmap-table.js";
import { bodiesOf, tasksOf } from "../roadmap/tasks.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { LeftOut } from "../shared/left-out.js";
import { Problems } from "../shared/problems.js";
import { CoverageTable } from "./coverage-table.js";
import { PartnerStates } from "./partner-states.js";
import { ProgressTable } from "./progress-table.js";
import { readBriefing } from "./read-briefing.js";
import { Events, Gaps, Indicators, useWholeList } from "./rest.js";
import { SubjectForm, useSubject } from "./subject.js";

export const loader = (args: LoaderArgs) => readBriefing(args);

/** Everything about a theme, a partner or a body on paper; what it is about and as of when stands on every page of it. */
export function Component() {
  const { t } = useLingui();
  const format = useFormat();
  const { frame, from, recommendations, rest, problems, requestId } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const wholeList = useWholeList();
  const ofAllBodies = tasksOf(recommendations.rows);
  const bodies = bodiesOf(ofAllBodies);
  const subject = useSubject(frame, bodies);
  const asOf = format.instant(frame.overview.asOf);
  const { leftOut } = recommendations;
  const rows = recommendations.rows.filter(isAddressed(search));
  const tasks = ofAllBodies.filter(isForBody(search));
  const count = rows.length;
  return (
    <>
      <title>{`${t`Briefing`} – ${subject}`}</title>
      <SubjectForm data={frame} bodies={bodies} />
      <p className="screen-only">
        <Trans>Print this page, or save it as PDF: it is set for A4, with every row.</Trans>
      </p>
      <div className="sheet">
        <p className="running-head">
          <Trans>
            {subject} – as of {asOf}
          </Trans>
        </p>
        <div className="sheet-body">
          <h1>
            <Trans>Briefing</Trans>
          </h1>
          <Problems problems={problems} requestId={requestId} />
          <ProgressTable rows={rows} />
          {rest && <CoverageTable cells={frame.overview.coverage} />}
          <section className="new-sheet" aria-labelledby="recommendations">
            <h2 id="recommendations">
              <Trans>Recommendations and commitments</Trans> ({format.number(count)})
            </h2>
            <LeftOut count={leftOut} all={wholeList("recommendations")} />
            {tasks.length > 0 && (
              <RoadmapTable caption={t`Recommendations and commitments, the first due first`} tasks={tasks} />
            )}
            {tasks.length > 0 && <ExportLinks list="roadmap" search={{ closure: CLOSED_TOO }} />}
          </section>
          {rest ? (
            <>
              <Events events={rest.events} from={from} />
              <Indicators indicators={rest.indicators} />
              <Gaps missing={rest.gaps} />
            </>
          ) : (
            <p>
              <Trans>Events, indicators and gaps name no body; they are in the briefings of themes and partners.</Trans>
            </p>
          )}
          <PartnerStates sources={frame.overview.sources} />
        </div>
      </div>
    </>
  );
}
