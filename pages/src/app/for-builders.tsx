import { useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";

/** The ways to the graph itself, for those who build on it. */
export function ForBuilders() {
  const { t } = useLingui();
  const path = usePagePath();
  return (
    <nav aria-label={t`The graph`}>
      <ul className="links">
        <li>
          <Link to={path("builders")}>{t`For builders`}</Link>
        </li>
        <li>
          <a href="/explorer/">{t`Explorer of the graph`}</a>
        </li>
      </ul>
    </nav>
  );
}
