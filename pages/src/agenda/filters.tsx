import { Trans, useLingui } from "@lingui/react/macro";
import type { AgendaQuery } from "../generated/operations.js";
import { Choice, DayChoice, FilterForm, TextSearch, useOptions } from "../shared/filter-form.js";
import { OrderChoice, PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { EVENT_KINDS, EVENT_STATUSES } from "../shared/labels.js";

interface FiltersProps {
  readonly data: AgendaQuery;
}

/** Each choice says how many there would be with it; it leaves out its own choice, and shows zeros. */
export function Filters({ data }: FiltersProps) {
  const { t } = useLingui();
  const options = useOptions();
  return (
    <>
      <FilterForm kept={["criterion"]}>
        <TextSearch />
        <ThemeChoice choices={data} counts={data.byTheme.facets.themes} />
        <PartnerChoice choices={data} name="organiser" label={t`Organised by`} />
        <PartnerChoice choices={data} label={t`Kept by`} counts={data.byPartner.facets.partners} />
        <Choice name="kind" label={t`Kind`} options={options(EVENT_KINDS)} counts={data.byKind.facets.kinds} />
        <Choice
          name="status"
          label={t`Status`}
          options={options(EVENT_STATUSES)}
          counts={data.byStatus.facets.statuses}
        />
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
