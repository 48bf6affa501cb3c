import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData, useSearchParams } from "react-router";
import type { LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { Problems } from "../shared/problems.js";
import { Filters } from "./filters.js";
import { dated, overdue } from "./groups.js";
import { Bodies, Months } from "./groups-shown.js";
import { bodiesOf, isForBody, readRoadmap, roadmapFilter } from "./read-roadmap.js";
import { RoadmapTable } from "./roadmap-table.js";

export const loader = (args: LoaderArgs) => readRoadmap(args, roadmapFilter(new URL(args.request.url).searchParams));

export function Component() {
  const { t } = useLingui();
  const { data, rows: all, totalCount, problems, requestId } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const rows = all.filter(isForBody(search));
  const bodies = bodiesOf(all).map((code) => ({
    code,
    count: all.filter(({ addressees }) => addressees?.includes(code)).length,
  }));
  const late = overdue(rows);
  const [lateCount, withDate, total, read] = [late.length, dated(rows), rows.length, all.length];
  return (
    <>
      <title>{t`Roadmap`}</title>
      <h1>
        <Trans>Roadmap: who has to do what by when</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Filters data={data} bodies={bodies} />
      <p role="status">
        <Plural
          value={total}
          _0="Nothing matches. Choose less, or closed ones too."
          one="# recommendation or commitment."
          other="# recommendations and commitments."
        />{" "}
        <Trans>
          {withDate} of {total} have a due date; {lateCount} overdue of {withDate} with a due date.
        </Trans>
        {read < totalCount && (
          <>
            {" "}
            <Trans>
              The first {read} of {totalCount} are read. Choose less to see the others.
            </Trans>
          </>
        )}
      </p>
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
          <RoadmapTable caption={t`Overdue`} rows={late} />
        </section>
      )}
      {search.get("by") === "month" ? <Months rows={rows} /> : <Bodies rows={rows} />}
    </>
  );
}
