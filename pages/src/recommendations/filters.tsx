import { useLingui } from "@lingui/react/macro";
import type { RecommendationsQuery } from "../generated/operations.js";
import { Choice, DayChoice, FilterForm, MoreFilters, TextSearch, useOptions, YesOrNo } from "../shared/filter-form.js";
import { LanguageChoice, OrderChoice, PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { ASSESSED, CLOSURES, IMPLEMENTATION_STATUSES, RECOMMENDATION_KINDS } from "../shared/labels.js";

interface FiltersProps {
  readonly data: RecommendationsQuery;
}

/** Each choice says how many there would be with it; it leaves out its own choice, and shows zeros. */
export function Filters({ data }: FiltersProps) {
  const { t } = useLingui();
  const options = useOptions();
  const { facets } = data.recommendations;
  return (
    <FilterForm>
      <TextSearch />
      <ThemeChoice choices={data} counts={facets.themes} />
      <PartnerChoice choices={data} counts={facets.partners} />
      <Choice name="kind" label={t`Kind`} options={options(RECOMMENDATION_KINDS)} counts={facets.kinds} />
      <Choice
        name="body"
        label={t`For whom`}
        options={facets.bodies.map(({ code, label }) => ({ code, label: label ?? code }))}
        counts={facets.bodies}
        isOpen
      />
      <Choice name="status" label={t`Claimed`} options={options(IMPLEMENTATION_STATUSES)} counts={facets.statuses} />
      <Choice name="assessed" label={t`Assessed`} options={options(ASSESSED)} counts={facets.assessed} />
      <Choice name="closure" label={t`Open or closed`} options={options(CLOSURES)} counts={facets.closures} />
      <Choice name="overdue" label={t`Due`} options={[{ code: "true", label: t`overdue` }]} />
      <OrderChoice
        usual={t`by number`}
        options={[
          { code: "REF", label: t`by number` },
          { code: "DUE", label: t`first due first` },
          { code: "PROGRESS", label: t`least claimed first` },
        ]}
      />
      <MoreFilters
        names={[
          "criterion",
          "differs",
          "evidence",
          "neverReported",
          "reportedBefore",
          "dueFrom",
          "dueBefore",
          "language",
        ]}
      >
        <Choice
          name="criterion"
          label={t`Criterion`}
          options={data.criteria.map(({ code, title }) => ({ code, label: title }))}
          counts={facets.criteria}
        />
        <YesOrNo name="differs" label={t`Assessed otherwise than claimed`} />
        <YesOrNo name="evidence" label={t`Has evidence`} />
        <YesOrNo name="neverReported" label={t`Never reported on`} />
        <DayChoice name="reportedBefore" label={t`Last reported before`} />
        <DayChoice name="dueFrom" label={t`Due from`} />
        <DayChoice name="dueBefore" label={t`Due before`} />
        <LanguageChoice />
      </MoreFilters>
    </FilterForm>
  );
}
