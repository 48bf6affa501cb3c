import { useLingui } from "@lingui/react/macro";
import type { RecommendationsQuery } from "../generated/operations.js";
import { Choice, FilterForm, TextSearch, useOptions } from "../shared/filter-form.js";
import { OrderChoice, PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { CLOSURES, IMPLEMENTATION_STATUSES, RECOMMENDATION_KINDS } from "../shared/labels.js";

interface FiltersProps {
  readonly data: RecommendationsQuery;
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
      <Choice name="kind" label={t`Kind`} options={options(RECOMMENDATION_KINDS)} counts={data.byKind.facets.kinds} />
      <Choice
        name="status"
        label={t`Claimed`}
        options={options(IMPLEMENTATION_STATUSES)}
        counts={data.byStatus.facets.statuses}
      />
      <Choice name="closure" label={t`Open or closed`} options={options(CLOSURES)} />
      <Choice name="overdue" label={t`Due`} options={[{ code: "true", label: t`overdue` }]} />
      <OrderChoice
        usual={t`by number`}
        options={[
          { code: "REF", label: t`by number` },
          { code: "DUE", label: t`first due first` },
          { code: "PROGRESS", label: t`least claimed first` },
        ]}
      />
    </FilterForm>
  );
}
