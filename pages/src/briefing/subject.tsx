import { useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import { chosen } from "../address/filters.js";
import type { BriefingQuery } from "../generated/operations.js";
import { bodiesOf } from "../roadmap/read-roadmap.js";
import { Choice, FilterForm } from "../shared/filter-form.js";

/** What the briefing is about, in words. */
export function useSubject({ themes, partners }: BriefingQuery): string {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const named = (name: string, label: string, title: (code: string) => string): readonly string[] => {
    const codes = chosen(search, name);
    return codes ? [`${label}: ${codes.map(title).join(", ")}`] : [];
  };
  const parts = [
    ...named("theme", t`Theme`, (code) => themes.find((each) => each.code === code)?.title ?? code),
    ...named("partner", t`Partner`, (code) => partners.find((each) => each.code === code)?.name ?? code),
    ...named("body", t`For whom`, (body) => body),
  ];
  return parts.length > 0 ? parts.join("; ") : t`all themes, partners and bodies`;
}

interface SubjectFormProps {
  readonly data: BriefingQuery;
  readonly ofAllBodies: readonly { readonly addressees: readonly string[] }[];
}

export function SubjectForm({ data: { themes, partners }, ofAllBodies }: SubjectFormProps) {
  const { t } = useLingui();
  return (
    <FilterForm>
      <Choice name="theme" label={t`Theme`} options={themes.map(({ code, title }) => ({ code, label: title }))} />
      <Choice name="partner" label={t`Partner`} options={partners.map(({ code, name }) => ({ code, label: name }))} />
      <Choice
        name="body"
        label={t`For whom`}
        options={bodiesOf(ofAllBodies).map((body) => ({ code: body, label: body }))}
        counts={bodiesOf(ofAllBodies).map((body) => ({
          code: body,
          count: ofAllBodies.filter(({ addressees }) => addressees.includes(body)).length,
        }))}
      />
    </FilterForm>
  );
}
