import { Plural, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { GapTable } from "../gaps/gap-table.js";
import { gapFilter } from "../gaps/read-gaps.js";
import { Missing as MissingQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { Choice, FilterForm, useOptions } from "../shared/filter-form.js";
import { GAP_KINDS } from "../shared/labels.js";
import { ListPage } from "../shared/list-page.js";
import { PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { CountsByKind } from "./counts-by-kind.js";

export async function loader(args: LoaderArgs) {
  const { searchParams: search } = new URL(args.request.url);
  return await ask(args, MissingQuery, { filter: gapFilter(search), after: search.get("after") });
}

/** Every gap, by kind, with whom to ask. */
export function Component() {
  const { t } = useLingui();
  const options = useOptions();
  const { data, ...answer } = useLoaderData<typeof loader>();
  const page = data.overview.gapsConnection;
  const byKind = page.kinds.map(({ kind, count }) => ({ code: kind, count }));
  const byTheme = page.themes.map(({ theme, count }) => ({ code: theme.code, count }));
  const byPartner = page.partners.map(({ partner, count }) => ({ code: partner.code, count }));
  return (
    <ListPage
      list="missing"
      title={t`What is missing`}
      heading={t`What is missing`}
      answer={answer}
      page={page}
      filters={
        <>
          <CountsByKind around={data} />
          <FilterForm>
            <Choice name="kind" label={t`What is missing`} options={options(GAP_KINDS)} counts={byKind} />
            <ThemeChoice choices={data} counts={byTheme} />
            <PartnerChoice choices={data} counts={byPartner} />
          </FilterForm>
        </>
      }
      count={
        <Plural
          value={page.totalCount}
          _0="Nothing is missing."
          one="# thing is missing."
          other="# things are missing."
        />
      }
    >
      <GapTable caption={t`What is missing, and whom to ask`} rows={page.nodes} />
    </ListPage>
  );
}
