import { Trans, useLingui } from "@lingui/react/macro";
import {
  redirect,
  type ShouldRevalidateFunctionArgs as ShouldRevalidate,
  useActionData,
  useLoaderData,
} from "react-router";
import { useMayEdit } from "../app/surroundings.js";
import { newKey } from "../form/new-key.js";
import { ProblemWords, Warnings } from "../form/problems.js";
import { isValues } from "../form/values.js";
import { type ProblemFragment, RecordState as RecordStateQuery } from "../generated/operations.js";
import { ask, languageOf, mayEdit as readerMayEdit, type PageArgs } from "../graph/ask.js";
import { formFields, modelOf } from "../model/model.js";
import { graphLanguage } from "../shared/graph-language.js";
import { notFound } from "../shared/not-found.js";
import { stateOf } from "../shared/record-state.js";
import { VISIBILITY_NAMES } from "../shared/labels.js";
import { PostForm } from "../form/post-form.js";
import { Preview } from "./preview.js";
import { RecordHeader } from "./record-header.js";
import { type Step, STEPS } from "./steps.js";

export async function loader(args: PageArgs) {
  const id = args.params["id"] ?? "";
  const asked = { id, language: graphLanguage(languageOf(args)) };
  const { record, recordPreviews, ...model } = await ask(args, RecordStateQuery, asked);
  if (!record || !recordPreviews) throw notFound();
  const possible = readerMayEdit(args) ? STEPS.filter(({ from }) => from.includes(stateOf(record))) : [];
  const tried = await Promise.all(
    possible.map(async ({ name, document }) => {
      const { outcome } = await ask(args, document, { id, version: record.version, dryRun: true });
      return { name, key: newKey(), ...outcome };
    }),
  );
  return { record, recordPreviews, model, tried };
}

/** Whose eyes the record is seen with changes nothing of what is known of it. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidate): boolean {
  const isView = currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search;
  return formMethod !== undefined || !isView ? defaultShouldRevalidate : false;
}

interface Refused {
  readonly name: string;
  readonly errors: readonly ProblemFragment[];
}

/** Does one step, by a plain form. */
export async function action(args: PageArgs): Promise<Response | Refused> {
  const id = args.params["id"] ?? "";
  const form = await args.request.formData();
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const step = STEPS.find(({ name }) => name === text("step"));
  if (!step) throw notFound();
  if (step.isFinal && text("typed").trim() !== id) {
    return { name: step.name, errors: [{ field: "typed", code: "RECORD_UNKNOWN", message: "" }] };
  }
  const { outcome } = await ask(args, step.document, {
    id,
    version: Number(text("version")),
    key: text("key"),
    dryRun: false,
  });
  if (outcome.errors.length > 0) return { name: step.name, errors: outcome.errors };
  const language = languageOf(args);
  return redirect(step.isFinal ? `/${language}/records` : `/${language}/records/${encodeURIComponent(id)}/state`);
}

/** Where a record stands, what readers see of it, and what else can be done with it. */
export function Component() {
  const { t } = useLingui();
  const { record, recordPreviews, model: described, tried } = useLoaderData<typeof loader>();
  const model = modelOf(described);
  const fields = formFields(model, record.recordKind);
  const state = stateOf(record);
  const who = t(VISIBILITY_NAMES[record.visibility]);
  const values = isValues(record.values) ? record.values : {};
  const mayEdit = useMayEdit();
  return (
    <>
      <title>{t`Publish or withdraw`}</title>
      <RecordHeader record={record} />
      {tried.map((each) => {
        const step = STEPS.find(({ name }) => name === each.name);
        return (
          step && (
            <section key={`${step.name} ${record.version}`} className="step">
              <h2>{t(step.heading)}</h2>
              <p>{t(step.effect)}</p>
              {step.name === "publish" && (
                <p>
                  <Trans>It will be seen by: {who}.</Trans>
                </p>
              )}
              <Warnings warnings={each.warnings} model={model} fields={fields} />
              <StepForm
                step={step}
                id={record.id}
                version={record.version}
                requestKey={each.key}
                errors={each.errors}
              />
            </section>
          )
        );
      })}
      {!mayEdit && (
        <p>
          <Trans>You may look at records here; to change them takes the role of an editor.</Trans>
        </p>
      )}
      <section>
        <h2>{state === "PUBLISHED" ? <Trans>What readers see now</Trans> : <Trans>What readers will see</Trans>}</h2>
        <Preview recordPreviews={recordPreviews} fields={fields} values={values} model={model} />
      </section>
    </>
  );
}

interface StepFormProps {
  readonly step: Step;
  readonly id: string;
  readonly version: number;
  readonly requestKey: string;
  /** Why it would be refused now. */
  readonly errors: readonly ProblemFragment[];
}

function StepForm({ step, id, version, requestKey, errors }: StepFormProps) {
  const { t } = useLingui();
  const refused = useActionData<typeof action>();
  const said = refused && "name" in refused && refused.name === step.name ? refused.errors : errors;
  const typedWrongly = said.some(({ field }) => field === "typed");
  const typedId = `${step.name}-typed`;
  return (
    <PostForm requestKey={requestKey}>
      {(isSending) => (
        <>
          {said.length > 0 && (
            <div className="problems" role="alert">
              <ul>
                {said.map((problem) => (
                  <li key={`${problem.field} ${problem.code}`}>
                    {problem.field === "typed" ? (
                      <Trans>Type the id exactly as it stands here.</Trans>
                    ) : (
                      <ProblemWords problem={problem} />
                    )}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <input type="hidden" name="step" value={step.name} />
          <input type="hidden" name="version" value={version} />
          {step.isFinal && (
            <p className="field">
              <label htmlFor={typedId}>
                <Trans>Type {id} to show that you mean it</Trans>
              </label>
              <input id={typedId} name="typed" autoComplete="off" aria-invalid={typedWrongly ? true : undefined} />
            </p>
          )}
          <button type="submit" className={step.name === "publish" ? undefined : "quiet"} disabled={isSending}>
            {t(step.heading)}
          </button>
        </>
      )}
    </PostForm>
  );
}
