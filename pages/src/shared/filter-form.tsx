import type { MessageDescriptor } from "@lingui/core";
import { Plural, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Form, useSearchParams } from "react-router";
import { AS_OF, dayIn } from "../address/as-of.js";
import { Fold } from "@segpol/page-base/fold";

/** Names in the address that choose no rows. */
const NO_FILTERS: ReadonlySet<string> = new Set([AS_OF, "after", "order", "by", "since", "step"]);

interface FilterFormProps {
  /** Names in the address that the form has no control for, and keeps. */
  readonly kept?: readonly string[];
  readonly children: ReactNode;
}

/** Filters that stand in the address; a form of the browser's own, which works without a script. */
export function FilterForm({ kept = [], children }: FilterFormProps) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const chosen = [...search].filter(([name, value]) => value !== "" && !NO_FILTERS.has(name)).length;
  return (
    <Fold
      className="filter-fold"
      label={<Plural value={chosen} _0="Filters" one="Filters (# chosen)" other="Filters (# chosen)" />}
    >
      <Form method="get" role="search" className="filters" key={search.toString()} ref={leaveOutEmpty}>
        {[AS_OF, ...kept].flatMap((name) =>
          search
            .getAll(name)
            .map((value) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />),
        )}
        {children}
        <button type="submit">{t`Filter`}</button>
      </Form>
    </Fold>
  );
}

/** Keeps what chooses nothing out of the address, where there is a script. */
function leaveOutEmpty(form: HTMLFormElement | null): void {
  form?.addEventListener("formdata", ({ formData }) => {
    const empty = [...formData].filter(([, value]) => value === "");
    for (const [name] of empty) formData.delete(name);
  });
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

export interface Option {
  readonly code: string;
  readonly label: string;
}

export interface Counted {
  readonly code: string;
  readonly count: number;
}

interface ChoiceProps {
  /** Name in the address. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  /** How many there are with each; left out: not counted. Codes that are not there have none. */
  readonly counts?: readonly Counted[];
  /** What choosing nothing means. */
  readonly any?: string;
  /** Whether the address may choose what is not among the options, since only the most frequent are. */
  readonly isOpen?: boolean;
}

/** One choice of a filter. */
export function Choice({ name, label, options, counts, any, isOpen = false }: ChoiceProps) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const chosen = search.get(name) ?? "";
  const isOther = isOpen && chosen !== "" && !options.some(({ code }) => code === chosen);
  return (
    <label>
      {label}
      <select key={chosen} name={name} defaultValue={chosen}>
        <option value="">{any ?? t`all`}</option>
        {options.map(({ code, label: text }) => (
          <option key={code} value={code}>
            {counts ? `${text} (${counts.find((each) => each.code === code)?.count ?? 0})` : text}
          </option>
        ))}
        {isOther && <option value={chosen}>{chosen}</option>}
      </select>
    </label>
  );
}

/** Makes the options of a choice from an enumeration's words. */
export function useOptions(): (labels: Readonly<Record<string, MessageDescriptor>>) => readonly Option[] {
  const { t } = useLingui();
  return (labels) => Object.entries(labels).map(([code, label]) => ({ code, label: t(label) }));
}

interface YesOrNoProps {
  /** Name in the address. */
  readonly name: string;
  readonly label: string;
}

/** A choice of what is so, what is not so, and both. */
export function YesOrNo({ name, label }: YesOrNoProps) {
  const { t } = useLingui();
  return (
    <Choice
      name={name}
      label={label}
      options={[
        { code: "true", label: t`yes` },
        { code: "false", label: t`no` },
      ]}
    />
  );
}

interface MoreFiltersProps {
  /** Of its filters, in the address: it begins unfolded where any of them chooses something. */
  readonly names: readonly string[];
  readonly children: ReactNode;
}

/** Filters that are seldom used, folded away without a script. */
export function MoreFilters({ names, children }: MoreFiltersProps) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  return (
    <details className="more-filters" open={names.some((name) => (search.get(name) ?? "") !== "")}>
      <summary>{t`More filters`}</summary>
      <div className="filter-grid">{children}</div>
    </details>
  );
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
