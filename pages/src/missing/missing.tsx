import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { GapTable } from "../gaps/gap-table.js";
import { readGaps } from "../gaps/read-gaps.js";
import { Missing as MissingQuery } from "../generated/operations.js";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { ExportLinks } from "../shared/export-links.js";
import { Choice, FilterForm } from "../shared/filter-form.js";
import { useFormat } from "../shared/format.js";
import { GAP_KINDS } from "../shared/labels.js";
import { Pager } from "../shared/pager.js";
import { Problems } from "../shared/problems.js";
import { chooseGaps } from "./choose-gaps.js";
import { CountsByKind } from "./counts-by-kind.js";

export async function loader(args: LoaderArgs) {
  const [all, around] = await Promise.all([readGaps(args), ask(args, MissingQuery, {})]);
  const { gaps, total } = all.data;
  const { searchParams } = new URL(args.request.url);
  return {
    chosen: chooseGaps(gaps, searchParams),
    everywhere: chooseGaps(gaps, new URLSearchParams()).byKind,
    read: gaps.length,
    total,
    around: around.data,
    problems: [...all.problems, ...around.problems],
    requestId: all.requestId,
  };
}

/** Every gap, by kind, with whom to ask. */
export function Component() {
  const { t } = useLingui();
  const format = useFormat();
  const { chosen, everywhere, read, total, around, problems, requestId } = useLoaderData<typeof loader>();
  const shown = format.number(read);
  const inAll = format.number(total);
  return (
    <>
      <title>{t`What is missing`}</title>
      <h1>
        <Trans>What is missing</Trans>
      </h1>
      <Problems problems={problems} requestId={requestId} />
      {read < total && (
        <p className="old-copy" role="status">
          <Trans>
            This page reads the first {shown} of {inAll}; what follows is neither listed nor counted by kind.
          </Trans>
        </p>
      )}
      <CountsByKind counts={everywhere} around={around} />
      <FilterForm>
        <Choice
          name="kind"
          label={t`What is missing`}
          options={Object.entries(GAP_KINDS).map(([code, label]) => ({ code, label: t(label) }))}
          counts={chosen.byKind}
        />
        <Choice
          name="partner"
          label={t`Partner`}
          options={around.partners.map(({ code, name }) => ({ code, label: name }))}
          counts={chosen.byPartner}
        />
      </FilterForm>
      <p role="status">
        <Plural value={chosen.total} _0="Nothing is missing." one="# thing is missing." other="# things are missing." />
      </p>
      <ExportLinks list="missing" />
      {chosen.rows.length > 0 && <GapTable caption={t`What is missing, and whom to ask`} rows={chosen.rows} />}
      <Pager pageInfo={chosen.pageInfo} />
    </>
  );
}
