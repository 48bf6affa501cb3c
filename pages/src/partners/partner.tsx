import { Trans, useLingui } from "@lingui/react/macro";
import { data, useLoaderData } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { NotFound } from "../app/not-found.js";
import { GapTable } from "../gaps/gap-table.js";
import { readGaps } from "../gaps/read-gaps.js";
import { PartnerPage } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { GivenRecords } from "../shared/given-records.js";
import { LeftOut } from "../shared/left-out.js";
import { Problems } from "../shared/problems.js";
import { Facts } from "./facts.js";
import { Findings } from "./findings.js";
import { ByTheme } from "./by-theme.js";

export async function loader(args: LoaderArgs) {
  const code = args.params["code"] ?? "";
  const [answer, all] = await Promise.all([ask(args, PartnerPage, { code }), readGaps(args, { partners: [code] })]);
  const { partner, overview } = answer.data;
  return data(
    {
      partner,
      cells: overview.coverage.filter((cell) => cell.partner.code === code),
      gaps: all.rows,
      gapsLeftOut: all.totalCount - all.rows.length,
      problems: [...answer.problems, ...all.problems],
      requestId: answer.requestId ?? all.requestId,
    },
    { status: partner ? 200 : 404 },
  );
}

/** One partner: how fresh its records are, what it gave, and what is missing there. */
export function Component() {
  const { t } = useLingui();
  const { colon } = useFormat();
  const path = usePagePath();
  const { partner, cells, gaps, gapsLeftOut, problems, requestId } = useLoaderData<typeof loader>();
  if (!partner) return <NotFound />;
  return (
    <article>
      <title>{`${t`Partner`}${colon}${partner.name}`}</title>
      <h1>{partner.name}</h1>
      <Problems problems={problems} requestId={requestId} />
      <Facts partner={partner} />
      <Findings code={partner.code} findings={partner.source.findings} />
      <section aria-labelledby="missing">
        <h2 id="missing">
          <Trans>What is missing here</Trans>
        </h2>
        {gaps.length > 0 && <GapTable caption={t`What is missing, and whom to ask`} rows={gaps} />}
        {gaps.length > 0 && <ExportLinks list="missing" search={{ partner: partner.code }} />}
        {gaps.length === 0 && gapsLeftOut === 0 && (
          <p>
            <Trans>Nothing is missing.</Trans>
          </p>
        )}
        <LeftOut count={gapsLeftOut} all={path("missing", { partner: partner.code })} />
      </section>
      <ByTheme code={partner.code} cells={cells} />
      <GivenRecords given={partner} ofSeveral={false} search={{ partner: partner.code }} />
    </article>
  );
}
