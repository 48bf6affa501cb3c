import { useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
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
      <TerritoryChoice rows={data.all.nodes} />
      <LanguageChoice />
      <OrderChoice usual={t`by title`} options={[{ code: "TITLE", label: t`by title` }]} />
    </FilterForm>
  );
}

/** The graph does not count by territory: those of the first hundred can be chosen by name, and the one that the address names. */
function TerritoryChoice({ rows }: { readonly rows: IndicatorsQuery["all"]["nodes"] }) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const named = new Map(
    rows.flatMap(({ territory, territoryName }) =>
      territory == null ? [] : [[territory, territoryName ?? territory]],
    ),
  );
  const chosen = search.get("territory") ?? "";
  if (chosen !== "" && !named.has(chosen)) named.set(chosen, chosen);
  const options = [...named].map(([code, label]) => ({ code, label }));
  return (
    <Choice
      name="territory"
      label={t`Territory`}
      options={options.toSorted((a, b) => a.label.localeCompare(b.label))}
    />
  );
}
