import { Trans, useLingui } from "@lingui/react/macro";
import { NavLink } from "react-router";
import { useSurroundings } from "../app/surroundings.js";
import type { EditedRecordFragment } from "../generated/operations.js";
import { VISIBILITY_NAMES } from "../shared/labels.js";
import { recordPath, usePageLanguage, usePagePath } from "../shared/page-path.js";
import { RecordState, stateOf } from "../shared/record-state.js";
import { WordsShown } from "../shared/words.js";

interface RecordHeaderProps {
  readonly record: Pick<EditedRecordFragment, "id" | "recordKind" | "title" | "draft" | "withdrawnAt" | "visibility">;
}

/** The pages of the hub, by the kind that stands in an id. */
const HUB_PAGES: Readonly<Record<EditedRecordFragment["recordKind"], string>> = {
  Event: "events",
  Publication: "publications",
  Recommendation: "recommendations",
  LegitimacyIndicator: "indicators",
};

/** Kinds of which something is written down over time. */
const HAS_STATEMENTS: readonly EditedRecordFragment["recordKind"][] = ["Recommendation", "LegitimacyIndicator"];

/** What a record is called and where it stands, above each of its pages. */
export function RecordHeader({ record }: RecordHeaderProps) {
  const { t } = useLingui();
  const path = usePagePath();
  const language = usePageLanguage();
  const { place } = useSurroundings();
  const { id, title, visibility, recordKind } = record;
  const state = stateOf(record);
  const who = t(VISIBILITY_NAMES[visibility]);
  return (
    <>
      <h1>
        <WordsShown words={title} />
      </h1>
      <p>
        <RecordState record={record} />{" "}
        {state === "PUBLISHED" ? <Trans>Seen by: {who}.</Trans> : <Trans>Once it is published, seen by: {who}.</Trans>}{" "}
        <code className="record-id">{id}</code>
      </p>
      <nav className="tabs" aria-label={t`This record`}>
        <ul>
          <li>
            <NavLink to={path(recordPath(id))} end>{t`Fields`}</NavLink>
          </li>
          <li>
            <NavLink to={path(recordPath(id, "translations"))}>{t`Translations`}</NavLink>
          </li>
          {HAS_STATEMENTS.includes(recordKind) && (
            <li>
              <NavLink to={path(recordPath(id, "statements"))}>{t`Statements over time`}</NavLink>
            </li>
          )}
          <li>
            <NavLink to={path(recordPath(id, "state"))}>{t`Publish or withdraw`}</NavLink>
          </li>
          <li>
            <NavLink to={path(recordPath(id, "history"))}>{t`Who changed what`}</NavLink>
          </li>
          {state === "PUBLISHED" && place.hubUrl !== null && (
            <li>
              <a
                href={`${place.hubUrl}/${language}/${HUB_PAGES[recordKind]}/${encodeURIComponent(id)}`}
              >{t`At the hub`}</a>
            </li>
          )}
        </ul>
      </nav>
    </>
  );
}
