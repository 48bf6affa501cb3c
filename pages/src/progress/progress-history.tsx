import { Trans, useLingui } from "@lingui/react/macro";
import type { ProgressThenFragment } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { Choice, useOptions } from "../shared/filter-form.js";
import { useFormat } from "../shared/format.js";
import { InlineForm } from "../shared/inline-form.js";
import { HISTORY_STEPS, IMPLEMENTATION_STATUSES } from "../shared/labels.js";
import { countOf, ProgressTable, STATUSES } from "./progress-table.js";
import { StackedBars } from "./stacked-bars.js";

interface ProgressHistoryProps {
  readonly points: readonly ProgressThenFragment[];
  /** Of which theme or partner, for the files. Default: of all. */
  readonly search?: Readonly<Record<string, string>>;
}

/** How far recommendations were, by what was known then: claims and assessments apart, and all of it as a table. */
export function ProgressHistory({ points, search = {} }: ProgressHistoryProps) {
  const { t } = useLingui();
  const options = useOptions();
  const format = useFormat();
  const known = points.filter(({ total }) => total > 0);
  const bars = known.map(({ on }) => format.day(on));
  const short = known.map(({ on }) => format.shortDay(on));
  const highest = Math.max(...known.map(({ total }) => total), 0);
  const [first = "", last = ""] = [bars[0], bars.at(-1)];
  const description = t`From ${first} to ${last}. The table has every number.`;
  return (
    <section aria-labelledby="history">
      <h2 id="history">
        <Trans>How far they were over time</Trans>
      </h2>
      <p>
        <Trans>Each number is what was known at the end of its day, and not what is known of that day now.</Trans>
      </p>
      <InlineForm kept={["since"]}>
        <Choice name="step" label={t`One for each`} any={t(HISTORY_STEPS.MONTH)} options={options(OTHER_STEPS)} />
      </InlineForm>
      {known.length < points.length && (
        <p>
          <Trans>Days before the hub knew any recommendation are left out.</Trans>
        </p>
      )}
      {known.length > 0 && (
        <>
          <div className="charts">
            <StackedBars
              title={t`Claimed by those who act`}
              description={description}
              bars={short}
              highest={highest}
              parts={STATUSES.map((status) => ({
                name: t(IMPLEMENTATION_STATUSES[status]),
                counts: known.map(({ claimed }) => countOf(claimed, status)),
              }))}
            />
            <StackedBars
              title={t`Assessed by others`}
              description={description}
              bars={short}
              highest={highest}
              parts={[
                ...STATUSES.map((status) => ({
                  name: t(IMPLEMENTATION_STATUSES[status]),
                  counts: known.map(({ assessed }) => countOf(assessed, status)),
                })),
                { name: t`by nobody`, counts: known.map(({ unassessed }) => unassessed) },
              ]}
            />
          </div>
          <ProgressTable
            caption={t`What was known at the end of each day.`}
            heading={t`Day`}
            rows={known.map((point, index) => ({ key: point.on, head: bars[index], figures: point }))}
          />
          <ExportLinks list="progresshistory" search={search} />
        </>
      )}
    </section>
  );
}

const { MONTH: _usual, ...OTHER_STEPS } = HISTORY_STEPS;
