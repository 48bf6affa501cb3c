import { Plural, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { GapTable } from "../gaps/gap-table.js";
import { readGaps } from "../gaps/read-gaps.js";
import { Missing as MissingQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { Choice, FilterForm, useOptions } from "../shared/filter-form.js";
import { GAP_KINDS } from "../shared/labels.js";
import { LeftOut } from "../shared/left-out.js";
import { ListPage } from "../shared/list-page.js";
import { PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { chooseGaps } from "./choose-gaps.js";
import { CountsByKind } from "./counts-by-kind.js";

export async function loader(args: LoaderArgs) {
  const [all, around] = await Promise.all([readGaps(args), ask(args, MissingQuery, {})]);
  const { searchParams } = new URL(args.request.url);
  return {
    chosen: chooseGaps(all.rows, searchParams),
    everywhere: chooseGaps(all.rows, new URLSearchParams()).byKind,
    leftOut: all.totalCount - all.rows.length,
    around: around.data,
    problems: [...all.problems, ...around.problems],
    requestId: all.requestId ?? around.requestId,
  };
}

/** Every gap, by kind, with whom to ask. */
export function Component() {
  const { t } = useLingui();
  const options = useOptions();
  const { chosen, everywhere, leftOut, around, ...answer } = useLoaderData<typeof loader>();
  return (
    <ListPage
      list="missing"
      title={t`What is missing`}
      heading={t`What is missing`}
      answer={answer}
      page={{ nodes: chosen.rows, pageInfo: chosen.pageInfo, totalCount: chosen.total }}
      filters={
        <>
          <CountsByKind counts={everywhere} around={around} />
          <FilterForm>
            <Choice name="kind" label={t`What is missing`} options={options(GAP_KINDS)} counts={chosen.byKind} />
            <ThemeChoice choices={around} counts={chosen.byTheme} />
            <PartnerChoice choices={around} counts={chosen.byPartner} />
          </FilterForm>
        </>
      }
      count={
        <Plural value={chosen.total} _0="Nothing is missing." one="# thing is missing." other="# things are missing." />
      }
      links={<LeftOut count={leftOut} />}
    >
      <GapTable caption={t`What is missing, and whom to ask`} rows={chosen.rows} />
    </ListPage>
  );
}
