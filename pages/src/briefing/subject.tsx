import { useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import { chosen } from "../address/filters.js";
import type { BriefingQuery } from "../generated/operations.js";
import type { bodiesOf } from "../roadmap/tasks.js";
import { Choice, FilterForm } from "../shared/filter-form.js";
import { useFormat } from "../shared/format.js";
import { PartnerChoice, ThemeChoice } from "../shared/record-choices.js";

type Bodies = ReturnType<typeof bodiesOf>;

/** What the briefing is about, in words. */
export function useSubject({ themes, partners }: BriefingQuery, bodies: Bodies): string {
  const { t } = useLingui();
  const { colon, semicolon } = useFormat();
  const [search] = useSearchParams();
  const named = (name: string, label: string, title: (code: string) => string): readonly string[] => {
    const codes = chosen(search, name);
    return codes ? [`${label}${colon}${codes.map(title).join(", ")}`] : [];
  };
  const parts = [
    ...named("theme", t`Theme`, (code) => themes.find((each) => each.code === code)?.title ?? code),
    ...named("partner", t`Partner`, (code) => partners.find((each) => each.code === code)?.name ?? code),
    ...named("body", t`For whom`, (body) => bodies.find(({ code }) => code === body)?.label ?? body),
  ];
  return parts.length > 0 ? parts.join(semicolon) : t`all themes, partners and bodies`;
}

interface SubjectFormProps {
  readonly data: BriefingQuery;
  readonly bodies: Bodies;
}

export function SubjectForm({ data, bodies }: SubjectFormProps) {
  const { t } = useLingui();
  return (
    <FilterForm>
      <ThemeChoice choices={data} />
      <PartnerChoice choices={data} />
      <Choice name="body" label={t`For whom`} options={bodies} counts={bodies} />
    </FilterForm>
  );
}
