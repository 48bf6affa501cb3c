import { useLingui } from "@lingui/react/macro";
import type { RoadmapQuery } from "../generated/operations.js";
import { Choice, FilterForm, useOptions } from "../shared/filter-form.js";
import { PartnerChoice, ThemeChoice } from "../shared/record-choices.js";
import { CLOSURES, RECOMMENDATION_KINDS } from "../shared/labels.js";
import { CLOSED_TOO } from "./read-roadmap.js";
import type { bodiesOf } from "./tasks.js";

interface FiltersProps {
  readonly data: RoadmapQuery;
  /** Bodies to choose from, with how much each has to do without that choice. */
  readonly bodies: ReturnType<typeof bodiesOf>;
}

/** Names in the address that the list of recommendations has controls for. */
const KEPT = ["criterion", "status", "text", "overdue", "assessed", "differs", "evidence", "neverReported", "language"];

export function Filters({ data, bodies }: FiltersProps) {
  const { t } = useLingui();
  const options = useOptions();
  return (
    <FilterForm kept={KEPT}>
      <Choice
        name="by"
        label={t`Grouped`}
        any={t`by body, then by month`}
        options={[{ code: "month", label: t`by month` }]}
      />
      <Choice name="body" label={t`For whom`} options={bodies} counts={bodies} />
      <ThemeChoice choices={data} />
      <PartnerChoice choices={data} />
      <Choice name="kind" label={t`Kind`} options={options(RECOMMENDATION_KINDS)} />
      <Choice
        name="closure"
        label={t`Open or closed`}
        any={t`open`}
        options={[{ code: CLOSED_TOO, label: t`all, closed ones too` }, ...options(CLOSURES).slice(1)]}
      />
    </FilterForm>
  );
}
