import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Form } from "react-router";
import { AS_OF } from "../address/as-of.js";
import { useAsOf } from "../address/use-page-path.js";
import type { OverviewQuery } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { CHANGE_KINDS } from "../shared/labels.js";
import { RecordLink } from "../shared/record-text.js";

interface ChangesProps {
  /** Day from which on changes are counted. */
  readonly since: string;
  readonly changes: OverviewQuery["changes"];
}

/** What the hub learnt since a day that the reader picks, by partner. */
export function Changes({ since, changes }: ChangesProps) {
  const { t } = useLingui();
  const format = useFormat();
  const asOf = useAsOf();
  const byPartner = Map.groupBy(changes.nodes, ({ record, recordId }) => record?.partner.acronym ?? ownerOf(recordId));
  const shown = changes.nodes.length;
  const total = changes.totalCount;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">
        <Trans>What changed</Trans>
      </h2>
      <Form method="get" className="inline-form">
        {asOf !== undefined && <input type="hidden" name={AS_OF} value={asOf} />}
        <label>
          {t`Since`} <input key={since} type="date" name="since" defaultValue={since} required />
        </label>
        <button type="submit">{t`Show`}</button>
      </Form>
      <p>
        <Plural
          value={total}
          _0="No record changed since then."
          one="# change since then."
          other="# changes since then."
        />
        {shown < total && (
          <>
            {" "}
            <Trans>
              The first {shown} of {total} are listed.
            </Trans>
          </>
        )}
      </p>
      {[...byPartner].map(([partner, all]) => (
        <details key={partner}>
          <summary>
            {partner}: <Plural value={all.length} one="# change" other="# changes" />
          </summary>
          <ul>
            {all.map(({ at, kind, record, recordId }) => (
              <li key={`${at} ${recordId}`}>
                {record ? (
                  <RecordLink id={record.id} languages={record.languages}>
                    {record.title}
                  </RecordLink>
                ) : (
                  <code>{recordId}</code>
                )}
                , {t(CHANGE_KINDS[kind])}, {format.instant(at)}
              </li>
            ))}
          </ul>
        </details>
      ))}
      {total > 0 && <ExportLinks list="changes" search={{ since }} />}
    </section>
  );
}

/** Of a record that is gone: its owner as the id has it. */
function ownerOf(recordId: string): string {
  return (recordId.split(":")[0] ?? "").toUpperCase();
}
