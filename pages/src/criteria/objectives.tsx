import { Trans, useLingui } from "@lingui/react/macro";
import type { CriteriaQuery } from "../generated/operations.js";
import { ExportLinks } from "../shared/export-links.js";
import { ACTION_SCOPES } from "../shared/labels.js";

type Objective = CriteriaQuery["objectives"][number];

interface ObjectivesProps {
  readonly objectives: readonly Objective[];
}

/** The objectives for 2030, each with what is to be done; apart by scope where the source divides it. */
export function Objectives({ objectives }: ObjectivesProps) {
  return (
    <section aria-labelledby="objectives">
      <h2 id="objectives">
        <Trans>Strategic objectives for 2030</Trans>
      </h2>
      {objectives.map(({ code, title, definition, actions }) => (
        <section key={code} aria-labelledby={code}>
          <h3 id={code}>
            <span className="ref">{code}</span> {title}
          </h3>
          {definition != null && (
            <p>
              <bdi>{definition}</bdi>
            </p>
          )}
          {[...Map.groupBy(actions, ({ scope }) => scope ?? null)].map(([scope, all]) => (
            <Actions key={scope ?? ""} scope={scope} actions={all} />
          ))}
        </section>
      ))}
      <ExportLinks list="objectives" />
    </section>
  );
}

interface ActionsProps {
  readonly scope: Objective["actions"][number]["scope"];
  readonly actions: Objective["actions"];
}

function Actions({ scope, actions }: ActionsProps) {
  const { t } = useLingui();
  return (
    <>
      {scope != null && <h4>{t(ACTION_SCOPES[scope])}</h4>}
      <ul className="plain">
        {actions.map(({ ref, text }) => (
          <li key={ref}>
            <span className="ref">{ref}</span> {text}
          </li>
        ))}
      </ul>
    </>
  );
}
