import { Trans, useLingui } from "@lingui/react/macro";
import { Form, redirect, useLoaderData, useSearchParams } from "react-router";
import { Fold } from "@segpol/page-base/fold";
import { useMayEdit } from "../app/surroundings.js";
import { newKey } from "../form/new-key.js";
import { ForgetName, History, Kinds, RecordModel } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { modelOf } from "../model/model.js";
import { graphLanguage } from "../shared/graph-language.js";
import { isKind, kindsIn } from "../shared/kinds.js";
import { KIND_NAMES } from "../shared/labels.js";
import { PostForm } from "../form/post-form.js";
import { personOf } from "./person-of.js";
import { Trail } from "./trail.js";

const PAGE = 20;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export async function loader(args: PageArgs) {
  const search = new URL(args.request.url).searchParams;
  const [subject, kind, from, to, source, after] = ["subject", "kind", "from", "to", "source", "after"].map((name) =>
    search.get(name)?.trim().slice(0, 300),
  );
  const filter = {
    ...(subject && { subject }),
    ...(isKind(kind) && { kind }),
    ...(from && DAY.test(from) && { from }),
    ...(to && DAY.test(to) && { to }),
    ...(source && { source }),
  };
  const language = graphLanguage(languageOf(args));
  const [model, kinds, { audit, auditPeople: people }] = await Promise.all([
    ask(args, RecordModel, { language }),
    ask(args, Kinds, { language }),
    ask(args, History, { filter, after: after || null, first: PAGE }),
  ]);
  return { model, audit, people, kinds: kindsIn(kinds), subject, key: newKey() };
}

/** Forgets what a person is called. */
export async function action(args: PageArgs): Promise<Response> {
  const subject = (await args.request.formData()).get("subject");
  const query = new URLSearchParams({ subject: typeof subject === "string" ? subject : "" });
  await ask(args, ForgetName, { subject: query.get("subject") ?? "" });
  return redirect(`/${languageOf(args)}/history?${query}`);
}

/** Who changed what, of all records. */
export function Component() {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const { model, audit, people, subject, key } = useLoaderData<typeof loader>();
  const person = people.find((each) => each.subject === subject);
  return (
    <>
      <title>{t`Who changed what`}</title>
      <h1>
        <Trans>Who changed what</Trans>
      </h1>
      <Filters />
      {audit.totalCount === 0 && (
        <p>
          <Trans>Nothing has been changed at this desk that is like that.</Trans>
        </p>
      )}
      <Trail trail={audit} model={modelOf(model)} />
      {mayEdit && person?.name != null && (
        <section>
          <h2>
            <Trans>The name of {person.name}</Trans>
          </h2>
          <p>
            <Trans>
              It comes from the identity provider and stands beside the trail. It can be removed; what was done stays,
              under {person.subject}. It comes back when this person changes something again.
            </Trans>
          </p>
          <PostForm requestKey={key}>
            {(isSending) => (
              <>
                <input type="hidden" name="subject" value={person.subject} />
                <button type="submit" className="quiet" disabled={isSending}>
                  <Trans>Remove the name</Trans>
                </button>
              </>
            )}
          </PostForm>
        </section>
      )}
    </>
  );
}

/** By person, kind of record, day and file. */
function Filters() {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const { people, kinds } = useLoaderData<typeof loader>();
  return (
    <Fold className="filter-fold" label={t`Filters`}>
      <Form method="get" role="search" className="filters" key={search.toString()}>
        <label>
          {t`Person`}
          <select name="subject" defaultValue={search.get("subject") ?? ""}>
            <option value="">{t`all`}</option>
            {people.map((each) => (
              <option key={each.subject} value={each.subject}>
                {personOf(each)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t`Kind`}
          <select name="kind" defaultValue={search.get("kind") ?? ""}>
            <option value="">{t`all`}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(KIND_NAMES[kind])}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t`From this day on`}
          <input type="date" name="from" defaultValue={search.get("from") ?? ""} />
        </label>
        <label>
          {t`Until this day`}
          <input type="date" name="to" defaultValue={search.get("to") ?? ""} />
        </label>
        <label>
          {t`File of an import`}
          <input type="search" name="source" defaultValue={search.get("source") ?? ""} maxLength={300} />
        </label>
        <button type="submit">{t`Filter`}</button>
      </Form>
    </Fold>
  );
}
