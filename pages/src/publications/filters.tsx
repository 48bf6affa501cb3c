import { useLingui } from "@lingui/react/macro";
import type { PublicationsQuery } from "../generated/operations.js";
import { Choice, DayChoice, FilterForm, MoreFilters, TextSearch, useOptions } from "../shared/filter-form.js";
import { LanguageChoice, OrderChoice, PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";

interface FiltersProps {
  readonly data: PublicationsQuery;
}

/** Each choice says how many there would be with it; it leaves out its own choice, and shows zeros. */
export function Filters({ data }: FiltersProps) {
  const { t } = useLingui();
  const options = useOptions();
  const { facets } = data.publications;
  return (
    <FilterForm>
      <TextSearch />
      <ThemeChoice choices={data} counts={facets.themes} />
      <PartnerChoice choices={data} counts={facets.partners} />
      <Choice name="kind" label={t`Kind`} options={options(PUBLICATION_TYPES)} counts={facets.kinds} />
      <OrderChoice usual={t`by title`} options={[{ code: "TITLE", label: t`by title` }]} />
      <MoreFilters names={["from", "to", "criterion", "language"]}>
        <DayChoice name="from" label={t`From`} />
        <DayChoice name="to" label={t`Until`} />
        <Choice
          name="criterion"
          label={t`Criterion`}
          options={data.criteria.map(({ code, title }) => ({ code, label: title }))}
          counts={facets.criteria}
        />
        <LanguageChoice />
      </MoreFilters>
    </FilterForm>
  );
}
