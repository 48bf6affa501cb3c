import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Form, Link, useActionData, useLoaderData, useSearchParams } from "react-router";
import { Fold } from "@segpol/page-base/fold";
import { useMayEdit } from "../app/surroundings.js";
import { newKey } from "../form/new-key.js";
import { PostForm } from "../form/post-form.js";
import {
  BulkThemes,
  Kinds,
  Records,
  type RecordKind,
  type RecordState,
  type WaitingFor,
} from "../generated/operations.js";
import { ask, languageOf, mayEdit as readerMayEdit, type PageArgs } from "../graph/ask.js";
import type { Field } from "../model/model.js";
import { isKind, kindsIn } from "../shared/kinds.js";
import { KIND_NAMES, NEW_OF_KIND, STATE_NAMES, WAITING_NAMES } from "../shared/labels.js";
import { usePagePath } from "../shared/page-path.js";
import { Pager } from "../shared/pager.js";
import { graphLanguage } from "../shared/graph-language.js";
import { type BulkResult, changeTogether } from "./bulk.js";
import { BulkBar, BulkOutcome } from "./bulk-bar.js";
import { RecordTable } from "./record-table.js";

const PAGE = 25;

export async function loader(args: PageArgs) {
  const search = new URL(args.request.url).searchParams;
  const [kind, state, waiting, text, after] = ["kind", "state", "waiting", "text", "after"].map((name) =>
    search.get(name),
  );
  const filter = {
    ...(isKind(kind) && { kind }),
    ...(isState(state) && { state }),
    ...(isReason(waiting) && { waiting }),
    ...(text != null && text.trim() !== "" && { text: text.trim().slice(0, 300) }),
  };
  const language = graphLanguage(languageOf(args));
  const [kinds, { records }] = await Promise.all([
    ask(args, Kinds, { language }),
    ask(args, Records, { filter, first: PAGE, ...(after != null && { after }) }),
  ]);
  const themes = readerMayEdit(args) ? await themesOf(args) : [];
  return { kinds: kindsIn(kinds), records, themes, key: newKey() };
}

async function themesOf(args: PageArgs): Promise<Field["choices"]> {
  const { recordModel } = await ask(args, BulkThemes, { language: graphLanguage(languageOf(args)) });
  return recordModel.kinds[0]?.fields.find(({ name }) => name === "themes")?.choices ?? [];
}

/** Changes the records that are chosen. */
export function action(args: PageArgs): Promise<BulkResult> {
  return changeTogether(args);
}

function isState(text: string | null | undefined): text is RecordState {
  return typeof text === "string" && Object.hasOwn(STATE_NAMES, text);
}

function isReason(text: string | null | undefined): text is WaitingFor {
  return typeof text === "string" && Object.hasOwn(WAITING_NAMES, text);
}

/** What this partner keeps: published, drafts and withdrawn. */
export function Component() {
  const { t } = useLingui();
  const path = usePagePath();
  const mayEdit = useMayEdit();
  const { kinds, records, themes, key } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { nodes, totalCount, pageInfo } = records;
  return (
    <>
      <title>{t`Records`}</title>
      <h1>
        <Trans>Records</Trans>
      </h1>
      {mayEdit && (
        <ul className="actions">
          {kinds.map((kind) => (
            <li key={kind}>
              <Link className="button" to={path(`new/${kind}`)}>
                {t(NEW_OF_KIND[kind])}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Filters kinds={kinds} />
      <p role="status">
        <Plural
          value={totalCount}
          _0="No record is like that: choose less, or make one."
          one="# record"
          other="# records"
        />
      </p>
      {result && "refused" in result && <BulkOutcome result={result} />}
      {nodes.length > 0 && !mayEdit && <RecordTable caption={t`What changed last stands first`} records={nodes} />}
      {nodes.length > 0 && mayEdit && (
        // What is chosen is of this list: of another one, or once it is done, nothing is.
        <PostForm key={key} requestKey={key}>
          {(isSending) => (
            // Until the list has been read again: what is chosen before that would be lost.
            <fieldset className="whole" disabled={isSending}>
              <legend className="visually-hidden">{t`Records`}</legend>
              <RecordTable caption={t`What changed last stands first`} records={nodes} canChoose />
              <BulkBar themes={themes} />
            </fieldset>
          )}
        </PostForm>
      )}
      <Pager pageInfo={pageInfo} />
    </>
  );
}

function Filters({ kinds }: { readonly kinds: readonly RecordKind[] }) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  return (
    <Fold className="filter-fold" label={t`Filters`}>
      <Form method="get" role="search" className="filters" key={search.toString()}>
        <label>
          {t`Words in the title, or the id`}
          <input type="search" name="text" defaultValue={search.get("text") ?? ""} maxLength={300} />
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
          {t`State`}
          <select name="state" defaultValue={search.get("state") ?? ""}>
            <option value="">{t`all`}</option>
            {Object.entries(STATE_NAMES).map(([state, name]) => (
              <option key={state} value={state}>
                {t(name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t`What it waits for`}
          <select name="waiting" defaultValue={search.get("waiting") ?? ""}>
            <option value="">{t`all`}</option>
            {Object.entries(WAITING_NAMES).map(([reason, name]) => (
              <option key={reason} value={reason}>
                {t(name)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{t`Filter`}</button>
      </Form>
    </Fold>
  );
}
