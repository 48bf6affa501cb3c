import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Fragment } from "react";
import { ownerOf } from "../address/record-owner.js";
import { ChangeWords } from "../changes/change-words.js";
import type { ChangeKind, OverviewQuery } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { InlineForm } from "../shared/inline-form.js";
import { useFormat } from "../shared/format.js";
import { CHANGE_KINDS } from "../shared/labels.js";
import { RecordLink } from "../shared/record-text.js";

interface ChangesProps {
  /** Day from which on changes are counted. */
  readonly since: string;
  readonly data: OverviewQuery;
}

/** What the hub learnt since a day that the reader picks, by partner: all are counted, and the first of them told. */
export function Changes({ since, data }: ChangesProps) {
  const { t } = useLingui();
  const { changes } = data;
  const shown = changes.nodes.length;
  const total = changes.totalCount;
  const byPartner = Map.groupBy(changes.counts, ({ partner }) => partner.code);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">
        <Trans>What changed</Trans>
      </h2>
      <InlineForm kept={["step"]}>
        <label>
          {t`Since`} <input key={since} type="date" name="since" defaultValue={since} required />
        </label>
      </InlineForm>
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
      {[...byPartner].map(([code, counts]) => (
        <OfPartner key={code} code={code} counts={counts} data={data} />
      ))}
      {total > 0 && <ExportLinks list="changes" search={{ since }} />}
    </section>
  );
}

interface OfPartnerProps {
  readonly code: string;
  readonly counts: OverviewQuery["changes"]["counts"];
  readonly data: OverviewQuery;
}

function OfPartner({ code, counts, data }: OfPartnerProps) {
  const { t } = useLingui();
  const format = useFormat();
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const listed = data.changes.nodes.filter(({ recordId }) => ownerOf(recordId) === code);
  return (
    <details>
      <summary>
        {counts[0]?.partner.acronym}
        {format.colon}
        <Plural value={total} one="# change" other="# changes" />
        {" ("}
        {counts.map(({ kind, count }, index) => (
          <Fragment key={kind}>
            {index > 0 && ", "}
            <CountOfKind kind={kind} count={count} />
          </Fragment>
        ))}
        {")"}
      </summary>
      <ul>
        {listed.map((change) => (
          <li key={`${change.at} ${change.recordId}`}>
            {change.record ? <RecordLink record={change.record} /> : <code>{change.recordId}</code>},{" "}
            {t(CHANGE_KINDS[change.kind])}, {format.instant(change.at)}
            <ChangeWords change={change} names={data} />
          </li>
        ))}
        {listed.length < total && (
          <li>
            <Plural value={total - listed.length} one="and # more" other="and # more" />
          </li>
        )}
      </ul>
    </details>
  );
}

function CountOfKind({ kind, count }: { readonly kind: ChangeKind; readonly count: number }) {
  switch (kind) {
    case "CREATED":
      return <Plural value={count} one="# new" other="# new" />;
    case "UPDATED":
      return <Plural value={count} one="# changed" other="# changed" />;
    case "WITHDRAWN":
      return <Plural value={count} one="# withdrawn" other="# withdrawn" />;
  }
}
