import { Trans, useLingui } from "@lingui/react/macro";
import type { ConflictFragment } from "../generated/operations.js";
import { type Field, labelOfPath, type Model } from "../model/model.js";
import { useFormat } from "../shared/format.js";
import type { Clash, Merged } from "../form/merge.js";
import { ValueShown } from "../form/value-shown.js";

/** Another person's change of the same record, and how it goes together with one's own. */
export interface Meeting extends Merged {
  readonly conflict: Pick<ConflictFragment, "changedAt" | "changedBy">;
  /** Paths at which theirs has been taken in place of one's own. */
  readonly chosen: ReadonlySet<string>;
}

interface ConflictProps {
  readonly meeting: Meeting;
  readonly model: Model;
  readonly fields: readonly Field[];
  /** Takes one of the two. */
  readonly choose: (clash: Clash, whose: "MINE" | "THEIRS") => void;
}

/** Yours, theirs and what both began from, field by field. Nothing of either is lost until somebody chooses. */
export function Conflict({ meeting, model, fields, choose }: ConflictProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { clashes, taken, conflict, chosen } = meeting;
  const who = conflict.changedBy ?? t`somebody`;
  const when = format.instant(conflict.changedAt);
  return (
    <section className="conflict" aria-labelledby="conflict">
      <h2 id="conflict">
        <Trans>Somebody else has changed this record meanwhile</Trans>
      </h2>
      <p>
        <Trans>
          {who} saved it on {when}. What you typed is all here. Look at both, then save again.
        </Trans>
      </p>
      {taken.length > 0 && (
        <>
          <h3>
            <Trans>Changed by the other one alone: it is in your form now</Trans>
          </h3>
          <dl className="facts">
            {taken.map(({ path, theirs }) => (
              <div key={path}>
                <dt>{labelOfPath(model, fields, path)}</dt>
                <dd>
                  <ValueShown value={theirs} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {clashes.map((clash) => {
        const { path, base, mine, theirs } = clash;
        const label = labelOfPath(model, fields, path);
        const isTheirs = chosen.has(path);
        return (
          <fieldset key={path} className="clash">
            <legend>{label}</legend>
            <p>
              <Trans>Before:</Trans> <ValueShown value={base} />
            </p>
            <label className="choice">
              <input type="radio" name={`clash-${path}`} checked={!isTheirs} onChange={() => choose(clash, "MINE")} />
              <span>
                <Trans>Yours:</Trans> <ValueShown value={mine} />
              </span>
            </label>
            <label className="choice">
              <input type="radio" name={`clash-${path}`} checked={isTheirs} onChange={() => choose(clash, "THEIRS")} />
              <span>
                <Trans>Theirs:</Trans> <ValueShown value={theirs} />
              </span>
            </label>
          </fieldset>
        );
      })}
    </section>
  );
}
