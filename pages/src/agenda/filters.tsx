import { Trans, useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import type { AgendaQuery } from "../generated/operations.js";
import { Choice, DayChoice, FilterForm, MoreFilters, TextSearch, useOptions } from "../shared/filter-form.js";
import { LanguageChoice, OrderChoice, PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { DATE_CERTAINTIES, EVENT_KINDS, EVENT_STATUSES } from "../shared/labels.js";

interface FiltersProps {
  readonly data: AgendaQuery;
}

/** Each choice says how many there would be with it; it leaves out its own choice, and shows zeros. */
export function Filters({ data }: FiltersProps) {
  const { t } = useLingui();
  const options = useOptions();
  const { facets } = data.events;
  return (
    <>
      <FilterForm>
        <TextSearch />
        <ThemeChoice choices={data} counts={facets.themes} />
        <PartnerChoice choices={data} name="organiser" label={t`Organised by`} />
        <PartnerChoice choices={data} label={t`Kept by`} counts={facets.partners} />
        <Choice name="kind" label={t`Kind`} options={options(EVENT_KINDS)} counts={facets.kinds} />
        <Choice name="status" label={t`Status`} options={options(EVENT_STATUSES)} counts={facets.statuses} />
        <DayChoice name="from" label={t`From`} />
        <DayChoice name="to" label={t`Until`} />
        <OrderChoice
          usual={t`first in time first`}
          options={[
            { code: "DATE", label: t`first in time first` },
            { code: "DATE_DESC", label: t`last in time first` },
            { code: "TITLE", label: t`by title` },
          ]}
        />
        <MoreFilters names={["certainty", "place", "criterion", "language"]}>
          <Choice
            name="certainty"
            label={t`How surely the date is known`}
            options={options(DATE_CERTAINTIES)}
            counts={facets.certainties}
          />
          <PlaceChoice />
          <Choice
            name="criterion"
            label={t`Criterion`}
            options={data.criteria.map(({ code, title }) => ({ code, label: title }))}
            counts={facets.criteria}
          />
          <LanguageChoice />
        </MoreFilters>
      </FilterForm>
      <p>
        <small>
          <Trans>
            With a first or last day, events are shown that may take place then, such as those of a whole month; events
            without a date are left out.
          </Trans>
        </small>
      </p>
    </>
  );
}

/** A place by its name as events have it, or its NIS code. */
function PlaceChoice() {
  const { t } = useLingui();
  const [search] = useSearchParams();
  return (
    <label>
      {t`Place`}
      <input name="place" defaultValue={search.get("place") ?? ""} maxLength={100} />
    </label>
  );
}
