import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Form, useSearchParams } from "react-router";
import { AS_OF, dayIn } from "../address/as-of.js";

interface FilterFormProps {
  /** Names in the address that the form has no control for, and keeps. */
  readonly kept?: readonly string[];
  readonly children: ReactNode;
}

/** Filters that stand in the address; a form of the browser's own, which works without a script. */
export function FilterForm({ kept = [], children }: FilterFormProps) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  return (
    <Form method="get" role="search" className="filters" key={search.toString()}>
      {[AS_OF, ...kept].flatMap((name) =>
        search.getAll(name).map((value) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />),
      )}
      {children}
      <button type="submit">{t`Filter`}</button>
    </Form>
  );
}

export function TextSearch() {
  const { t } = useLingui();
  const [search] = useSearchParams();
  return (
    <label>
      {t`Words`}
      <input type="search" name="text" defaultValue={search.get("text") ?? ""} maxLength={200} />
    </label>
  );
}

interface ChoiceProps {
  /** Name in the address. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly code: string; readonly label: string }[];
  /** How many there are with each; left out: not counted. Codes that are not there have none. */
  readonly counts?: readonly { readonly code: string; readonly count: number }[];
  /** What choosing nothing means. */
  readonly any?: string;
}

/** One choice of a filter. */
export function Choice({ name, label, options, counts, any }: ChoiceProps) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  return (
    <label>
      {label}
      <select name={name} defaultValue={search.get(name) ?? ""}>
        <option value="">{any ?? t`all`}</option>
        {options.map(({ code, label: text }) => (
          <option key={code} value={code}>
            {counts ? `${text} (${counts.find((each) => each.code === code)?.count ?? 0})` : text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Makes the options of a choice from an enumeration's words. */
export function useOptions(): (
  labels: Readonly<Record<string, MessageDescriptor>>,
) => { readonly code: string; readonly label: string }[] {
  const { t } = useLingui();
  return (labels) => Object.entries(labels).map(([code, label]) => ({ code, label: t(label) }));
}

interface DayChoiceProps {
  /** Name in the address. */
  readonly name: string;
  readonly label: string;
}

/** A day of a filter. */
export function DayChoice({ name, label }: DayChoiceProps) {
  const [search] = useSearchParams();
  return (
    <label>
      {label}
      <input type="date" name={name} defaultValue={dayIn(search, name)} />
    </label>
  );
}
