import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ChangeNamesFragment, RecordHistoryFragment } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { useFormat } from "../shared/format.js";
import { CHANGE_KINDS } from "../shared/labels.js";
import { ChangeWords } from "./change-words.js";

interface RecordHistoryProps {
  readonly record: RecordHistoryFragment & { readonly id: string };
  readonly names: ChangeNamesFragment;
}

/** What became of a record since the hub knows it, the newest first. */
export function RecordHistory({ record: { id, changes }, names }: RecordHistoryProps) {
  const { t } = useLingui();
  const format = useFormat();
  const more = changes.totalCount - changes.nodes.length;
  return (
    <section aria-labelledby="history">
      <h2 id="history">
        <Trans>How this record changed</Trans>
      </h2>
      <ul className="plain">
        {changes.nodes.toReversed().map((change) => (
          <li key={`${change.at} ${change.kind}`}>
            <span className="when">{format.instant(change.at)}</span>
            {format.colon}
            {t(CHANGE_KINDS[change.kind])}
            <ChangeWords change={change} names={names} />
          </li>
        ))}
        {more > 0 && (
          <li>
            <Plural value={more} one="and # later change" other="and # later changes" />
          </li>
        )}
      </ul>
      <ExportLinks list="history" search={{ record: id }} />
    </section>
  );
}
