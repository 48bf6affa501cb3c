import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import type { SourceStateFragment } from "../generated/operations.js";
import { usePagePath } from "../address/use-page-path.js";
import { useFormat } from "./format.js";
import { SOURCE_STATES } from "./labels.js";

interface FreshnessProps {
  readonly asOf: string;
  readonly sources: readonly SourceStateFragment[];
}

/** Up to when everything is counted, and how each partner stands. */
export function Freshness({ asOf, sources }: FreshnessProps) {
  const { t } = useLingui();
  const format = useFormat();
  const path = usePagePath();
  const upTo = format.instant(asOf);
  return (
    <section className="freshness" aria-labelledby="freshness">
      <h2 id="freshness">
        <Trans>How fresh this is</Trans>
      </h2>
      <p>
        <Trans>Everything that partners had committed by {upTo} is counted.</Trans>
      </p>
      <ul>
        {sources.map(({ partner, state, lastContactAt, lastChangeAt, problem }) => (
          <li key={partner.code} data-state={state}>
            <Link to={path(`partners/${partner.code}`)}>{partner.acronym}</Link> {t(SOURCE_STATES[state])}
            {state !== "LIVE" && lastContactAt != null && (
              <>
                {" "}
                ({t`last contact`} {format.instant(lastContactAt)})
              </>
            )}
            {lastChangeAt != null && (
              <>
                , {t`content last changed`} {format.instant(lastChangeAt)}
              </>
            )}
            {problem != null && <span className="problem"> {problem}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
