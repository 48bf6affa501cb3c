import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { Changes } from "../form/review.js";
import type { TrailEntryFragment } from "../generated/operations.js";
import { formFields, type Model } from "../model/model.js";
import { useFormat } from "../shared/format.js";
import { recordPath, usePagePath } from "../shared/page-path.js";
import { Pager } from "../shared/pager.js";
import { personOf } from "./person-of.js";

interface TrailProps {
  readonly trail: {
    readonly nodes: readonly TrailEntryFragment[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  readonly model: Model;
  /** Whether all is about one record, which the page names. */
  readonly isOfOne?: boolean;
  /** Whether who reads may restore what it said before a change. */
  readonly mayRestore?: boolean;
}

/** The source of a change that restored an earlier version. */
const RESTORED = /^VERSION (\d+)$/;

const ACTIONS: Readonly<Record<string, MessageDescriptor>> = {
  create: msg`made`,
  update: msg`changed`,
  translate: msg`translated`,
  link: msg`linked`,
  unlink: msg`unlinked`,
  publish: msg`published`,
  unpublish: msg`made a draft again`,
  withdraw: msg`withdrawn`,
  restore: msg`restored`,
  erase: msg`erased`,
  appendFollowUp: msg`follow-up added`,
  appendResponse: msg`response added`,
  appendAssessment: msg`assessment added`,
  appendObservation: msg`observation added`,
};

/** Who changed what, the latest first, each with its differences. */
export function Trail({ trail, model, isOfOne = false, mayRestore = false }: TrailProps) {
  return (
    <>
      <ol className="timeline">
        {trail.nodes.map((entry) => (
          <li key={`${entry.requestId} ${entry.recordId} ${entry.version} ${entry.action}`}>
            <Entry entry={entry} model={model} isOfOne={isOfOne} mayRestore={mayRestore} />
          </li>
        ))}
      </ol>
      <Pager pageInfo={trail.pageInfo} />
    </>
  );
}

interface EntryProps extends Required<Pick<TrailProps, "model" | "isOfOne" | "mayRestore">> {
  readonly entry: TrailEntryFragment;
}

function Entry({ entry, model, isOfOne, mayRestore }: EntryProps) {
  const { t } = useLingui();
  const path = usePagePath();
  const format = useFormat();
  const { at, subject, name, action, recordId, recordKind, version, source, changes, blankedAt } = entry;
  const [, restored] = RESTORED.exec(source) ?? [];
  const done = restored === undefined ? ACTIONS[action] : msg`restored to what it said before`;
  const who = personOf({ name, subject });
  const before = version - 1;
  return (
    <>
      <p className="when">
        <time dateTime={at}>{format.instant(at)}</time>
      </p>
      <p>
        <strong>{done ? t(done) : action}</strong>{" "}
        {!isOfOne && (
          <>
            <Link to={path(recordPath(recordId))}>{recordId}</Link>{" "}
          </>
        )}
        <Trans>by {who}</Trans>{" "}
        <small>
          <Trans>version {version}</Trans>
          {restored !== undefined ? (
            <>
              {" "}
              <Trans>from version {restored}</Trans>
            </>
          ) : (
            source !== "DESK" && `, ${source}`
          )}
        </small>
      </p>
      {blankedAt !== null ? (
        <p>
          <Trans>Its content was removed when the record was erased.</Trans>
        </p>
      ) : (
        changes.length > 0 && (
          <details>
            <summary>
              <Trans>What differs</Trans>
            </summary>
            <Changes
              caption={t`Before and afterwards`}
              changes={changes}
              model={model}
              fields={[...formFields(model, recordKind)]}
            />
          </details>
        )
      )}
      {mayRestore && blankedAt === null && before >= 1 && changes.length > 0 && (
        <p>
          <Link to={path(`${recordPath(recordId)}/history`, { restore: String(before) })}>
            <Trans>Restore version {before}, as it was before</Trans>
          </Link>
        </p>
      )}
    </>
  );
}
