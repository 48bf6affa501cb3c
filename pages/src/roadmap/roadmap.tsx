import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData, useSearchParams } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import type { LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { LeftOut } from "../shared/left-out.js";
import { Problems } from "../shared/problems.js";
import { DueWords } from "../shared/progress-words.js";
import { RecommendationMention } from "../shared/recommendation-mentions.js";
import { Filters } from "./filters.js";
import { Bodies, Months } from "./groups-shown.js";
import { isForBody, readRoadmap, roadmapFilter } from "./read-roadmap.js";
import { bodiesOf, dated, overdue, tasksOf } from "./tasks.js";

export const loader = (args: LoaderArgs) => readRoadmap(args, roadmapFilter(new URL(args.request.url).searchParams));

export function Component() {
  const { t } = useLingui();
  const { data, rows: all, totalCount, problems, requestId } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const ofAllBodies = tasksOf(all);
  const tasks = ofAllBodies.filter(isForBody(search));
  const path = usePagePath();
  const late = overdue(tasks);
  const [lateCount, withDate, total] = [late.length, dated(tasks), tasks.length];
  const measures = tasks.filter(({ measure }) => measure).length;
  const recommendations = total - measures;
  return (
    <>
      <title>{t`Roadmap`}</title>
      <h1>
        <Trans>Roadmap: who has to do what by when</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Filters data={data} bodies={bodiesOf(ofAllBodies)} />
      <p role="status">
        <Plural
          value={recommendations}
          _0="Nothing matches. Choose less, or closed ones too."
          one="# recommendation or commitment."
          other="# recommendations and commitments."
        />{" "}
        {measures > 0 && (
          <>
            <Plural
              value={measures}
              one="# measure has a body or a day of its own, and stands for itself."
              other="# measures have a body or a day of their own, and stand for themselves."
            />{" "}
          </>
        )}
        <Trans>
          {withDate} of {total} have a due date; {lateCount} overdue of {withDate} with a due date.
        </Trans>
      </p>
      <LeftOut count={totalCount - all.length} all={path("recommendations", listSearch(search))} />
      {total > 0 && withDate === 0 && (
        <p>
          <Trans>No recommendation has a due date, so that none can be overdue. Ask their owners for dates.</Trans>
        </p>
      )}
      <ExportLinks list="roadmap" />
      {lateCount > 0 && (
        <section aria-labelledby="overdue">
          <h2 id="overdue">
            <Trans>Overdue</Trans>
          </h2>
          <ul>
            {late.map(({ key, recommendation, measure, dueOn }) => (
              <li key={key}>
                {measure && <span className="ref">{measure.ref} </span>}
                <RecommendationMention recommendation={recommendation} />, <DueWords dueOn={dueOn} overdue={false} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {search.get("by") === "month" ? <Months tasks={tasks} /> : <Bodies tasks={tasks} />}
    </>
  );
}

/** What the list of recommendations has of the roadmap's filter. */
function listSearch(search: URLSearchParams): Readonly<Record<string, readonly string[]>> {
  const names = ["theme", "partner", "kind", "criterion", "status", "text"];
  return Object.fromEntries(names.map((name) => [name, search.getAll(name)]));
}
