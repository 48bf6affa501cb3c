import { Plural, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Publications } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ListPage } from "../shared/list-page.js";
import { publicationVariables } from "./filter.js";
import { Filters } from "./filters.js";
import { PublicationTable } from "./publication-table.js";

export const loader = (args: LoaderArgs) =>
  ask(args, Publications, publicationVariables(new URL(args.request.url).searchParams));

export function Component() {
  const { t } = useLingui();
  const answer = useLoaderData<typeof loader>();
  const { publications } = answer.data;
  const { totalCount } = publications;
  return (
    <ListPage
      list="publications"
      title={t`Publications`}
      heading={t`Publications of all partners`}
      answer={answer}
      page={publications}
      filters={<Filters data={answer.data} />}
      count={
        <Plural
          value={totalCount}
          _0="No publication matches. Choose less, or another word."
          one="# publication"
          other="# publications"
        />
      }
    >
      <PublicationTable caption={t`Publications`} rows={publications.nodes} />
    </ListPage>
  );
}
