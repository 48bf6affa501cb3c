import { useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import type { IndicatorsQuery } from "../generated/operations.js";
import { Choice, FilterForm, TextSearch } from "../shared/filter-form.js";
import { OrderChoice, PartnerChoice, ThemeChoice } from "../shared/record-choices.js";

interface FiltersProps {
  readonly data: IndicatorsQuery;
}

/** Each choice says how many there would be with it; it leaves out its own choice, and shows zeros. */
export function Filters({ data }: FiltersProps) {
  const { t } = useLingui();
  return (
    <FilterForm>
      <TextSearch />
      <ThemeChoice choices={data} counts={data.byTheme.facets.themes} />
      <Choice
        name="criterion"
        label={t`Criterion`}
        options={data.criteria.map(({ code, title }) => ({ code, label: title }))}
        counts={data.criteria.map(({ code, legitimacyIndicators }) => ({
          code,
          count: legitimacyIndicators.totalCount,
        }))}
      />
      <PartnerChoice choices={data} counts={data.byPartner.facets.partners} />
      <Territory rows={data.byTerritory.nodes} />
      <OrderChoice usual={t`by title`} options={[{ code: "TITLE", label: t`by title` }]} />
    </FilterForm>
  );
}

/** The graph does not count by territory: those of the first hundred are proposed, and any other can be typed. */
function Territory({ rows }: { readonly rows: IndicatorsQuery["byTerritory"]["nodes"] }) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const known = [...new Set(rows.map(({ territory }) => territory))].filter((each) => each != null).toSorted();
  return (
    <label>
      {t`Territory (NIS code)`}
      <input name="territory" list="territories" defaultValue={search.get("territory") ?? ""} maxLength={20} />
      <datalist id="territories">
        {known.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </label>
  );
}
