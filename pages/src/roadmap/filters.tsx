import type { MessageDescriptor } from "@lingui/core";
import { useLingui } from "@lingui/react/macro";
import type { RoadmapQuery } from "../generated/operations.js";
import { Choice, FilterForm } from "../shared/filter-form.js";
import { CLOSURES, RECOMMENDATION_KINDS } from "../shared/labels.js";
import { CLOSED_TOO } from "./read-roadmap.js";

interface FiltersProps {
  readonly data: RoadmapQuery;
  /** Bodies to choose from, with how many rows each has without that choice. */
  readonly bodies: readonly { readonly code: string; readonly count: number }[];
}

export function Filters({ data, bodies }: FiltersProps) {
  const { t } = useLingui();
  const labelled = (labels: Readonly<Record<string, MessageDescriptor>>) =>
    Object.entries(labels).map(([code, label]) => ({ code, label: t(label) }));
  return (
    <FilterForm kept={["criterion", "status", "text", "overdue"]}>
      <Choice
        name="by"
        label={t`Grouped`}
        any={t`by body, then by month`}
        options={[{ code: "month", label: t`by month` }]}
      />
      <Choice
        name="body"
        label={t`For whom`}
        options={bodies.map(({ code }) => ({ code, label: code }))}
        counts={bodies}
      />
      <Choice name="theme" label={t`Theme`} options={data.themes.map(({ code, title }) => ({ code, label: title }))} />
      <Choice
        name="partner"
        label={t`Partner`}
        options={data.partners.map(({ code, name }) => ({ code, label: name }))}
      />
      <Choice name="kind" label={t`Kind`} options={labelled(RECOMMENDATION_KINDS)} />
      <Choice
        name="closure"
        label={t`Open or closed`}
        any={t`open`}
        options={[{ code: CLOSED_TOO, label: t`all, closed ones too` }, ...labelled(CLOSURES).slice(1)]}
      />
    </FilterForm>
  );
}
