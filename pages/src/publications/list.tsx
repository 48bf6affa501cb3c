import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Publications } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { Pager } from "../shared/pager.js";
import { Problems } from "../shared/problems.js";
import { publicationVariables } from "./filter.js";
import { Filters } from "./filters.js";
import { PublicationTable } from "./publication-table.js";

export const loader = (args: LoaderArgs) =>
  ask(args, Publications, publicationVariables(new URL(args.request.url).searchParams));

export function Component() {
  const { t } = useLingui();
  const { data, problems, requestId } = useLoaderData<typeof loader>();
  const { totalCount, nodes, pageInfo } = data.publications;
  return (
    <>
      <title>{t`Publications`}</title>
      <h1>
        <Trans>Publications of all partners</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      <Filters data={data} />
      <p role="status">
        <Plural
          value={totalCount}
          _0="No publication matches. Choose less, or another word."
          one="# publication"
          other="# publications"
        />
      </p>
      {nodes.length > 0 && <PublicationTable caption={t`Publications`} rows={nodes} />}
      <ExportLinks list="publications" />
      <Pager pageInfo={pageInfo} />
    </>
  );
}
