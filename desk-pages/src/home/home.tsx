import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData } from "react-router";
import { Home, type HomeQuery, type WaitingFor, type WaitingRecordsFragment } from "../generated/operations.js";
import { ask, type PageArgs } from "../graph/ask.js";
import { RecordTable } from "../records/record-table.js";
import { WAITING_NAMES } from "../shared/labels.js";
import { useFormat } from "../shared/format.js";
import { usePagePath } from "../shared/page-path.js";

/** Of each reason, as many as are shown here. */
const SHOWN = 5;

export function loader(args: PageArgs) {
  return ask(args, Home, { first: SHOWN });
}

/** What waits for who signed in. */
export function Component() {
  const { t } = useLingui();
  const { lastImport, deadline, evidence, publication, response, translation, linkTarget } =
    useLoaderData<typeof loader>();
  const hasBadRows = lastImport !== null && lastImport.bad > 0;
  const waiting: readonly (readonly [WaitingFor, WaitingRecordsFragment])[] = [
    ["DEADLINE", deadline],
    ["EVIDENCE", evidence],
    ["PUBLICATION", publication],
    ["RESPONSE", response],
    ["TRANSLATION", translation],
    ["LINK_TARGET", linkTarget],
  ];
  return (
    <>
      <title>{t`What waits for you`}</title>
      <h1>
        <Trans>What waits for you</Trans>
      </h1>
      {!hasBadRows && waiting.every(([, { totalCount }]) => totalCount === 0) && (
        <p>
          <Trans>Nothing waits.</Trans>
        </p>
      )}
      {hasBadRows && <BadRows lastImport={lastImport} />}
      {waiting.map(
        ([reason, records]) => records.totalCount > 0 && <Waiting key={reason} reason={reason} records={records} />,
      )}
    </>
  );
}

interface BadRowsProps {
  readonly lastImport: NonNullable<HomeQuery["lastImport"]>;
}

/** Rows of the last import that were refused: the sheet that was given back then has them. */
function BadRows({ lastImport: { at, fileName, bad } }: BadRowsProps) {
  const path = usePagePath();
  const format = useFormat();
  const when = format.instant(at);
  return (
    <section>
      <h2>
        <Trans>Refused by the last import</Trans>
      </h2>
      <p>
        <Plural
          value={bad}
          one={`# row of ${fileName} was refused on ${when}.`}
          other={`# rows of ${fileName} were refused on ${when}.`}
        />{" "}
        <Link to={path("spreadsheets")}>
          <Trans>Mend them, and bring them in again</Trans>
        </Link>
      </p>
    </section>
  );
}

interface WaitingProps {
  readonly reason: WaitingFor;
  readonly records: WaitingRecordsFragment;
}

function Waiting({ reason, records: { nodes, totalCount } }: WaitingProps) {
  const { t } = useLingui();
  const path = usePagePath();
  const name = t(WAITING_NAMES[reason]);
  return (
    <section>
      <h2>{name}</h2>
      <RecordTable caption={t`What changed last stands first`} records={nodes} />
      {totalCount > nodes.length && (
        <p>
          <Link to={path("records", { waiting: reason })}>
            <Plural value={totalCount} one="The one record" other="All # records" />
            <span className="visually-hidden">: {name}</span>
          </Link>
        </p>
      )}
    </section>
  );
}
