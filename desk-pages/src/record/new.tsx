import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData, useNavigate } from "react-router";
import { useMayEdit, useSurroundings } from "../app/surroundings.js";
import { AFTER_SAVING } from "../editor/use-leaving-asks.js";
import { RecordForm } from "../editor/record-form.js";
import { RecordModel } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { modelOf } from "../model/model.js";
import { forgetDraft } from "../shared/kept-drafts.js";
import { graphLanguage } from "../shared/graph-language.js";
import { isKind } from "../shared/kinds.js";
import { NEW_OF_KIND } from "../shared/labels.js";
import { notFound } from "../shared/not-found.js";
import { recordPath, usePagePath } from "../shared/page-path.js";

export async function loader(args: PageArgs) {
  const kind = args.params["kind"];
  const model = await ask(args, RecordModel, { language: graphLanguage(languageOf(args)) });
  if (!isKind(kind) || !model.recordModel.kinds.some(({ name }) => name === kind)) throw notFound();
  return { kind, model };
}

/** A record that is not yet made. */
export function Component() {
  const { t } = useLingui();
  const path = usePagePath();
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  const { place, reader } = useSurroundings();
  const { kind, model } = useLoaderData<typeof loader>();
  const title = t(NEW_OF_KIND[kind]);
  return (
    <>
      <title>{title}</title>
      <h1>{title}</h1>
      {mayEdit ? (
        <p>
          <Trans>It is a draft for this desk alone until it is published.</Trans>
        </p>
      ) : (
        <p>
          <Trans>You may look at records here, and make none: that takes the role of an editor.</Trans>
        </p>
      )}
      <RecordForm
        key={kind}
        model={modelOf(model)}
        kind={kind}
        record={undefined}
        problems={[]}
        onSaved={({ record }) => {
          const subject = reader.state === "SIGNED_IN" ? reader.subject : "";
          forgetDraft({ subject, partner: place.code, of: `new ${kind}` });
          if (record) void navigate(path(recordPath(record.id)), { replace: true, state: AFTER_SAVING });
        }}
      />
    </>
  );
}
