import { useLingui } from "@lingui/react/macro";
import type { IndicatorsQuery } from "../generated/operations.js";
import { Choice, FilterForm, TextSearch } from "../shared/filter-form.js";
import { LanguageChoice, OrderChoice, PartnerChoice, ThemeChoice } from "../shared/record-choices.js";

interface FiltersProps {
  readonly data: IndicatorsQuery;
}

/** Each choice says how many there would be with it; it leaves out its own choice, and shows zeros. */
export function Filters({ data }: FiltersProps) {
  const { t } = useLingui();
  const { facets } = data.legitimacyIndicators;
  return (
    <FilterForm>
      <TextSearch />
      <ThemeChoice choices={data} counts={facets.themes} />
      <Choice
        name="criterion"
        label={t`Criterion`}
        options={data.criteria.map(({ code, title }) => ({ code, label: title }))}
        counts={facets.criteria}
      />
      <PartnerChoice choices={data} counts={facets.partners} />
      <Choice
        name="territory"
        label={t`Territory`}
        options={facets.territories.map(({ code, label }) => ({ code, label: label ?? code }))}
        counts={facets.territories}
        isOpen
      />
      <LanguageChoice />
      <OrderChoice usual={t`by title`} options={[{ code: "TITLE", label: t`by title` }]} />
    </FilterForm>
  );
}
