import { Trans, useLingui } from "@lingui/react/macro";
import { redirect, useActionData, useLoaderData } from "react-router";
import { useMayEdit } from "../app/surroundings.js";
import { newKey } from "../form/new-key.js";
import { ProblemWords } from "../form/problems.js";
import { Changes } from "../form/review.js";
import { type ProblemFragment, RecordHistory, RestoreVersion } from "../generated/operations.js";
import { ask, languageOf, mayEdit as readerMayEdit, type PageArgs } from "../graph/ask.js";
import { Trail } from "../history/trail.js";
import { formFields, modelOf } from "../model/model.js";
import { graphLanguage } from "../shared/graph-language.js";
import { notFound } from "../shared/not-found.js";
import { PostForm } from "../form/post-form.js";
import { stateOf } from "../shared/record-state.js";
import { RecordHeader } from "./record-header.js";

const PAGE = 20;

export async function loader(args: PageArgs) {
  const id = args.params["id"] ?? "";
  const search = new URL(args.request.url).searchParams;
  const language = graphLanguage(languageOf(args));
  const asked = { id, after: search.get("after"), first: PAGE, language };
  const { record, audit, ...model } = await ask(args, RecordHistory, asked);
  if (!record) throw notFound();
  const earlier = Number(search.get("restore"));
  const isAsked = Number.isInteger(earlier) && earlier >= 1 && earlier < record.version && readerMayEdit(args);
  const tried = isAsked
    ? (await ask(args, RestoreVersion, { id, version: record.version, earlier, dryRun: true })).outcome
    : undefined;
  return { record, audit, model, restoring: tried && { ...tried, earlier, key: newKey() } };
}

/** Lets the record say again what it said in an earlier version. */
export async function action(args: PageArgs): Promise<Response | { readonly errors: readonly ProblemFragment[] }> {
  const id = args.params["id"] ?? "";
  const form = await args.request.formData();
  const [version, earlier] = ["version", "earlier"].map((name) => Number(form.get(name)));
  const key = form.get("key");
  const { outcome } = await ask(args, RestoreVersion, {
    id,
    version: version ?? 0,
    earlier: earlier ?? 0,
    key: typeof key === "string" ? key : null,
    dryRun: false,
  });
  if (outcome.errors.length > 0) return { errors: outcome.errors };
  return redirect(`/${languageOf(args)}/records/${encodeURIComponent(id)}/history`);
}

/** Who changed what of a record; an earlier version can be restored as a new one. */
export function Component() {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const { record, audit, model, restoring } = useLoaderData<typeof loader>();
  return (
    <>
      <title>{t`Who changed what`}</title>
      <RecordHeader record={record} />
      {restoring && <Restoring restoring={restoring} />}
      {audit.totalCount === 0 && (
        <p>
          <Trans>Nobody has changed it at this desk: it came with the first data.</Trans>
        </p>
      )}
      <Trail trail={audit} model={modelOf(model)} isOfOne mayRestore={mayEdit && record.version > 1} />
    </>
  );
}

type Loaded = Awaited<ReturnType<typeof loader>>;

/** What would change, before it does. */
function Restoring({ restoring }: { readonly restoring: NonNullable<Loaded["restoring"]> }) {
  const { t } = useLingui();
  const { record, model: described } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const model = modelOf(described);
  const { earlier, key, changes } = restoring;
  const errors = refused && "errors" in refused ? refused.errors : restoring.errors;
  return (
    <section className="review" aria-labelledby="restoring">
      <h2 id="restoring">
        <Trans>Restore version {earlier}</Trans>
      </h2>
      <p>
        <Trans>It becomes a new version: nothing of what came after it is lost. Statements over time stay.</Trans>{" "}
        {stateOf(record) === "PUBLISHED" && <Trans>This record is published: readers see it within a second.</Trans>}
      </p>
      {errors.length > 0 && (
        <ul className="problems" role="alert">
          {errors.map((problem) => (
            <li key={`${problem.field} ${problem.code}`}>
              <ProblemWords problem={problem} />
            </li>
          ))}
        </ul>
      )}
      {changes.length === 0 ? (
        <p>
          <Trans>The record says the same now.</Trans>
        </p>
      ) : (
        <>
          <Changes
            caption={t`Now, and restored`}
            changes={changes}
            model={model}
            fields={formFields(model, record.recordKind)}
          />
          <PostForm requestKey={key}>
            {(isSending) => (
              <>
                <input type="hidden" name="version" value={record.version} />
                <input type="hidden" name="earlier" value={earlier} />
                <button type="submit" disabled={isSending}>
                  <Trans>Restore version {earlier}</Trans>
                </button>
              </>
            )}
          </PostForm>
        </>
      )}
    </section>
  );
}
