import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { History, RecordModel } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { modelOf } from "../model/model.js";
import { graphLanguage } from "../shared/graph-language.js";
import { Trail } from "./trail.js";

const PAGE = 20;

export async function loader(args: PageArgs) {
  const after = new URL(args.request.url).searchParams.get("after");
  const [model, { audit }] = await Promise.all([
    ask(args, RecordModel, { language: graphLanguage(languageOf(args)) }),
    ask(args, History, { after, first: PAGE }),
  ]);
  return { model, audit };
}

/** Who changed what, of all records. */
export function Component() {
  const { t } = useLingui();
  const { model, audit } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{t`Who changed what`}</title>
      <h1>
        <Trans>Who changed what</Trans>
      </h1>
      {audit.totalCount === 0 && (
        <p>
          <Trans>Nothing has been changed at this desk yet.</Trans>
        </p>
      )}
      <Trail trail={audit} model={modelOf(model)} />
    </>
  );
}
