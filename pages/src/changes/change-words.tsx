import { Trans, useLingui } from "@lingui/react/macro";
import type { ChangeFactsFragment, ChangeNamesFragment } from "../generated/operations.js";
import { useFormat } from "../shared/format.js";
import { DAY_FIELDS, FIELD_NAMES, FIELD_WORDS } from "./field-names.js";

interface ChangeWordsProps {
  readonly change: Pick<ChangeFactsFragment, "fields" | "values">;
  readonly names: ChangeNamesFragment;
}

/** What a change made of a record: what short fields said before and after, and which other fields differ. */
export function ChangeWords({ change: { fields, values }, names }: ChangeWordsProps) {
  const { t } = useLingui();
  const { colon } = useFormat();
  const valueWords = useValueWords(names);
  const nameOf = (field: string): string => {
    const name = FIELD_NAMES[field];
    return name ? t(name) : field;
  };
  const told = new Set(values.map(({ field }) => field.split(".")[0]));
  const others = [...new Set(fields.filter((field) => !told.has(field)).map(nameOf))];
  if (values.length + others.length === 0) return null;
  return (
    <ul className="change-values">
      {values.map(({ field, before, after }) => (
        <li key={field}>
          {nameOf(field)}
          {colon}
          <del>{before.length > 0 ? <bdi>{valueWords(field, before)}</bdi> : <Trans>nothing</Trans>}</del>{" "}
          <span aria-hidden="true">→</span>{" "}
          <ins>{after.length > 0 ? <bdi>{valueWords(field, after)}</bdi> : <Trans>nothing</Trans>}</ins>
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

function useValueWords(names: ChangeNamesFragment): (field: string, values: readonly string[]) => string {
  const { t } = useLingui();
  const format = useFormat();
  const titles = new Map([...names.themes, ...names.criteria].map(({ code, title }) => [code, title]));
  return (field, values) =>
    values
      .map((value) => {
        const word = FIELD_WORDS[field]?.[value];
        if (word) return t(word);
        if (DAY_FIELDS.has(field)) return format.day(value);
        if (field === "languages") return format.language(value);
        return field === "themes" || field === "criteria" ? (titles.get(value) ?? value) : value;
      })
      .join(", ");
}
