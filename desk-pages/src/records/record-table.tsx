import { useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { Row, Table } from "@segpol/page-base/table";
import type { RecordRowFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { KIND_NAMES, VISIBILITY_NAMES } from "../shared/labels.js";
import { recordPath, usePageLanguage, usePagePath } from "../shared/page-path.js";
import { RecordState } from "../shared/record-state.js";
import { LANGUAGES, wordsIn, WordsShown } from "../shared/words.js";
import { choiceOf } from "./bulk.js";

interface RecordTableProps {
  readonly caption: string;
  readonly records: readonly RecordRowFragment[];
  /** Whether they can be chosen, within a form. */
  readonly canChoose?: boolean;
}

/** Records, each leading to its page. */
export function RecordTable({ caption, records, canChoose = false }: RecordTableProps) {
  const { t } = useLingui();
  const path = usePagePath();
  const format = useFormat();
  const language = usePageLanguage();
  const chooseWords = (name: string): string => t`Choose ${name}`;
  return (
    <Table
      caption={caption}
      className="records"
      columns={[t`Title`, t`Kind`, t`State`, t`Who sees it`, t`Title in`, t`Last change`]}
    >
      {records.map((record) => {
        const { id, title, recordKind, visibility, updatedAt, problems } = record;
        const languages = LANGUAGES.filter((language) => title[language] !== null);
        return (
          <Row
            key={id}
            head={
              <>
                {canChoose && (
                  <input
                    type="checkbox"
                    name="record"
                    value={choiceOf(record)}
                    aria-label={chooseWords(wordsIn(title, language).text)}
                  />
                )}{" "}
                <Link to={path(recordPath(id))}>
                  <WordsShown words={title} />
                </Link>
                {problems.length > 0 && <small className="overdue"> {t`has something to mend`}</small>}
              </>
            }
            cells={[
              t(KIND_NAMES[recordKind]),
              <RecordState record={record} />,
              t(VISIBILITY_NAMES[visibility]),
              languages.join(", "),
              format.instant(updatedAt),
            ]}
          />
        );
      })}
    </Table>
  );
}
