import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { Home } from "../generated/operations.js";
import { ask, type PageArgs } from "../graph/ask.js";
import { RecordTable } from "../records/record-table.js";

export function loader(args: PageArgs) {
  return ask(args, Home, {});
}

/** What waits for who signed in. */
export function Component() {
  const { t } = useLingui();
  const { drafts } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{t`What waits for you`}</title>
      <h1>
        <Trans>What waits for you</Trans>
      </h1>
      <h2>
        <Trans>Drafts</Trans>
      </h2>
      <p>
        <Plural
          value={drafts.totalCount}
          _0="No record is a draft."
          one="# record is for this desk alone until it is published."
          other="# records are for this desk alone until they are published."
        />
      </p>
      {drafts.nodes.length > 0 && <RecordTable caption={t`Drafts, what changed last first`} records={drafts.nodes} />}
    </>
  );
}
