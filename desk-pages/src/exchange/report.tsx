import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { Row, Table } from "@segpol/page-base/table";
import type { ImportedRowFragment, ImportOutcome, ImportRecordsMutation } from "../generated/operations.js";
import { recordPath, usePagePath } from "../shared/page-path.js";
import { blobOf, download } from "../shared/files.js";

export type Report = ImportRecordsMutation["importRecords"];

/** Rows of one outcome that are shown; the counts are of all. */
const SHOWN = 50;

const OUTCOMES: Readonly<Record<ImportOutcome, MessageDescriptor>> = {
  BAD: msg`Refused`,
  CREATED: msg`New`,
  CHANGED: msg`Changed`,
  APPENDED: msg`Added to a record`,
  UNCHANGED: msg`The same already`,
};

const COUNTS = {
  BAD: "bad",
  CREATED: "created",
  CHANGED: "changed",
  APPENDED: "appended",
  UNCHANGED: "unchanged",
} as const satisfies Record<ImportOutcome, keyof Report["counts"]>;

/** What becomes of each row of a file, by what becomes of it. */
export function ReportShown({ report }: { readonly report: Report }) {
  const { t } = useLingui();
  const { counts, rows, notices, mend } = report;
  const outcomes = (Object.keys(OUTCOMES) as ImportOutcome[]).filter((outcome) => counts[COUNTS[outcome]] > 0);
  return (
    <>
      <dl className="facts">
        {(Object.keys(OUTCOMES) as ImportOutcome[]).map((outcome) => (
          <div key={outcome} className="fact">
            <dt>{t(OUTCOMES[outcome])}</dt>
            <dd>{counts[COUNTS[outcome]]}</dd>
          </div>
        ))}
      </dl>
      {notices.length > 0 && (
        <section className="warnings">
          <h2>
            <Trans>What was not read</Trans>
          </h2>
          <ul lang="en">
            {notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        </section>
      )}
      {outcomes.map((outcome) => {
        const ofIt = rows.filter((row) => row.outcome === outcome);
        return (
          <section key={outcome}>
            <h2>
              {t(OUTCOMES[outcome])} ({counts[COUNTS[outcome]]})
            </h2>
            {outcome === "BAD" ? (
              <BadRows rows={ofIt} mend={mend} />
            ) : (
              <Rows rows={ofIt} caption={t(OUTCOMES[outcome])} />
            )}
          </section>
        );
      })}
    </>
  );
}

interface RowsProps {
  readonly rows: readonly ImportedRowFragment[];
}

/** Bad rows by what is wrong with them: what is mended in the same way stands together. */
function BadRows({ rows, mend }: RowsProps & Pick<Report, "mend">) {
  const { t } = useLingui();
  const causes = new Map<
    string,
    { readonly column: string; readonly mend: string; readonly of: { row: string; message: string }[] }
  >();
  for (const row of rows) {
    for (const { code, column, message, mend } of row.problems) {
      const key = `${code} ${column}`;
      const cause = causes.get(key) ?? { column, mend, of: [] };
      cause.of.push({ row: placeOf(row), message });
      causes.set(key, cause);
    }
  }
  return (
    <>
      {[...causes].map(([key, { column, mend, of }]) => (
        <details key={key} className="cause">
          <summary>
            {column === "" ? t`the row as a whole` : column}: <Plural value={of.length} one="# row" other="# rows" /> —{" "}
            <span lang="en">{mend}</span>
          </summary>
          <ul>
            {of.slice(0, SHOWN).map(({ row, message }) => (
              <li key={`${row} ${message}`}>
                {t`row ${row}`}: <span lang="en">{message}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
      {mend.map(({ name, base64, mediaType }) => (
        <p key={name}>
          <button type="button" className="quiet" onClick={() => download(name, blobOf(base64, mediaType))}>
            <Trans>Download what has to be mended</Trans> {mend.length > 1 && name}
          </button>{" "}
          <Trans>
            These rows as they came, each with what is wrong in its last column. Mend them, and bring the sheet in
            again.
          </Trans>
        </p>
      ))}
    </>
  );
}

function Rows({ rows, caption }: RowsProps & { readonly caption: string }) {
  const { t } = useLingui();
  const path = usePagePath();
  return (
    <>
      <Table caption={caption} columns={[t`Row`, t`Record`, t`What changes`]}>
        {rows.slice(0, SHOWN).map((row) => (
          <Row
            key={placeOf(row)}
            head={placeOf(row)}
            cells={[
              row.id !== null && row.outcome !== "CREATED" ? (
                <Link to={path(recordPath(row.id))}>{row.id}</Link>
              ) : (
                row.id
              ),
              <ul className="value">
                {row.changes.map(({ column, before, after }) => (
                  <li key={column}>
                    <small>{column}</small> {before === "" ? "" : <del>{before}</del>} <ins>{after}</ins>
                  </li>
                ))}
                {row.warnings.map(({ column, message }) => (
                  <li key={`${column} ${message}`} className="warning-line" lang="en">
                    {column} {message}
                  </li>
                ))}
              </ul>,
            ]}
          />
        ))}
      </Table>
      {rows.length > SHOWN && (
        <p>
          <Plural value={rows.length - SHOWN} one="and # more row" other="and # more rows" />
        </p>
      )}
    </>
  );
}

function placeOf({ sheet, row }: ImportedRowFragment): string {
  return sheet === null ? String(row) : `${sheet} ${row}`;
}
