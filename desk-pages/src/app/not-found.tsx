import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../shared/page-path.js";

/** There is no such page, or no such record. */
export function NotFound() {
  const { t } = useLingui();
  const path = usePagePath();
  return (
    <section>
      <title>{t`Not found`}</title>
      <h1>
        <Trans>Not found</Trans>
      </h1>
      <p>
        <Trans>There is no such page, or this partner keeps no such record.</Trans>
      </p>
      <p>
        <Link to={path("records")}>
          <Trans>To the records</Trans>
        </Link>
      </p>
    </section>
  );
}
