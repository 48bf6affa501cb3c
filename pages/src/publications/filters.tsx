import { useLingui } from "@lingui/react/macro";
import type { PublicationsQuery } from "../generated/operations.js";
import { Choice, FilterForm, TextSearch, useOptions } from "../shared/filter-form.js";
import { OrderChoice, PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";

interface FiltersProps {
  readonly data: PublicationsQuery;
}

/** Each choice says how many there would be with it; it leaves out its own choice, and shows zeros. */
export function Filters({ data }: FiltersProps) {
  const { t } = useLingui();
  const options = useOptions();
  return (
    <FilterForm kept={["criterion"]}>
      <TextSearch />
      <ThemeChoice choices={data} counts={data.byTheme.facets.themes} />
      <PartnerChoice choices={data} counts={data.byPartner.facets.partners} />
      <Choice name="kind" label={t`Kind`} options={options(PUBLICATION_TYPES)} counts={data.byType.facets.kinds} />
      <OrderChoice usual={t`by title`} options={[{ code: "TITLE", label: t`by title` }]} />
    </FilterForm>
  );
}
