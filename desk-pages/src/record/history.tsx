import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData } from "react-router";
import { RecordHistory } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { Trail } from "../history/trail.js";
import { modelOf } from "../model/model.js";
import { graphLanguage } from "../shared/graph-language.js";
import { notFound } from "../shared/not-found.js";
import { RecordHeader } from "./record-header.js";

const PAGE = 20;

export async function loader(args: PageArgs) {
  const id = args.params["id"] ?? "";
  const after = new URL(args.request.url).searchParams.get("after");
  const language = graphLanguage(languageOf(args));
  const { record, audit, ...model } = await ask(args, RecordHistory, { id, after, first: PAGE, language });
  if (!record) throw notFound();
  return { record, audit, model };
}

/** Who changed what of a record. */
export function Component() {
  const { t } = useLingui();
  const { record, audit, model } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{t`Who changed what`}</title>
      <RecordHeader record={record} />
      {audit.totalCount === 0 && (
        <p>
          <Trans>Nobody has changed it at this desk: it came with the first data.</Trans>
        </p>
      )}
      <Trail trail={audit} model={modelOf(model)} isOfOne />
    </>
  );
}
