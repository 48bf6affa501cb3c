import { Trans, useLingui } from "@lingui/react/macro";
import type { ChangeFactsFragment, ChangeNamesFragment, Language } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { LocalizedContent } from "../shared/record-text.js";
import { DAY_FIELDS, FIELD_NAMES, FIELD_WORDS } from "./field-names.js";

interface ChangeWordsProps {
  readonly change: Pick<ChangeFactsFragment, "fields" | "values">;
  readonly names: ChangeNamesFragment;
}

/** What a change made of a record: what short fields said before and after, and which other fields differ. */
export function ChangeWords({ change: { fields, values }, names }: ChangeWordsProps) {
  const { t } = useLingui();
  const { colon } = useFormat();
  const nameOf = (field: string): string => {
    const name = FIELD_NAMES[field];
    return name ? t(name) : field;
  };
  const told = new Set(values.map(({ field }) => field.split(".")[0]));
  const others = [...new Set(fields.filter((field) => !told.has(field)).map(nameOf))];
  if (values.length + others.length === 0) return null;
  return (
    <ul className="change-values">
      {values.map(({ field, before, after, beforeLanguage, afterLanguage }) => (
        <li key={field}>
          {nameOf(field)}
          {colon}
          <del>
            <Values field={field} values={before} language={beforeLanguage} names={names} />
          </del>{" "}
          <span aria-hidden="true">→</span>{" "}
          <ins>
            <Values field={field} values={after} language={afterLanguage} names={names} />
          </ins>
        </li>
      ))}
      {others.length > 0 && (
        <li>
          <Trans>Other words in:</Trans> {others.join(", ")}
        </li>
      )}
    </ul>
  );
}

interface ValuesProps extends Pick<ChangeWordsProps, "names"> {
  readonly field: string;
  readonly values: readonly string[];
  /** Of what is in the words of its source; else: in the reader's. */
  readonly language: Language | null | undefined;
}

function Values({ field, values, language, names }: ValuesProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (values.length === 0) return <Trans>nothing</Trans>;
  const titles = new Map([...names.themes, ...names.criteria].map(({ code, title }) => [code, title]));
  const words = values.map((value) => {
    const word = FIELD_WORDS[field]?.[value];
    if (word) return t(word);
    if (DAY_FIELDS.has(field)) return format.day(value);
    if (field === "languages") return format.language(value);
    return field === "themes" || field === "criteria" ? (titles.get(value) ?? value) : value;
  });
  return <LocalizedContent language={language ?? undefined}>{words.join(", ")}</LocalizedContent>;
}
