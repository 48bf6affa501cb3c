import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Form, Link, useLoaderData, useSearchParams } from "react-router";
import { Fold } from "@segpol/page-base/fold";
import { useMayEdit } from "../app/surroundings.js";
import { Kinds, Records, type RecordKind, type RecordState, type WaitingFor } from "../generated/operations.js";
import { ask, languageOf, type PageArgs } from "../graph/ask.js";
import { isKind, kindsIn } from "../shared/kinds.js";
import { KIND_NAMES, NEW_OF_KIND, STATE_NAMES, WAITING_NAMES } from "../shared/labels.js";
import { usePagePath } from "../shared/page-path.js";
import { Pager } from "../shared/pager.js";
import { graphLanguage } from "../shared/graph-language.js";
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
  return { kinds: kindsIn(kinds), records };
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
  const { kinds, records } = useLoaderData<typeof loader>();
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
      {nodes.length > 0 && <RecordTable caption={t`What changed last stands first`} records={nodes} />}
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
