import { useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import type { PublicationsQuery } from "../generated/operations.js";
import { Choice, FilterForm, TextSearch, useOptions } from "../shared/filter-form.js";
import { PUBLICATION_TYPES } from "../shared/labels.js";

interface FiltersProps {
  readonly data: PublicationsQuery;
}

/** Each choice says how many there would be with it; it leaves out its own choice, and shows zeros. */
export function Filters({ data }: FiltersProps) {
  const { t } = useLingui();
  const options = useOptions();
  const [search] = useSearchParams();
  return (
    <FilterForm kept={["criterion"]}>
      <TextSearch />
      <Choice
        name="theme"
        label={t`Theme`}
        options={data.themes.map(({ code, title }) => ({ code, label: title }))}
        counts={data.byTheme.facets.themes}
      />
      <Choice
        name="partner"
        label={t`Partner`}
        options={data.partners.map(({ code, name }) => ({ code, label: name }))}
        counts={data.byPartner.facets.partners}
      />
      <Choice name="type" label={t`Kind`} options={options(PUBLICATION_TYPES)} counts={data.byType.facets.kinds} />
      <Choice
        name="order"
        label={t`Order`}
        any={search.has("text") ? t`best match first` : t`by title`}
        options={[
          { code: "TITLE", label: t`by title` },
          { code: "UPDATED_DESC", label: t`last changed first` },
        ]}
      />
    </FilterForm>
  );
}
