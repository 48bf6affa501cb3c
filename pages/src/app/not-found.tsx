import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { usePagePath } from "../address/use-page-path.js";

/** There is no such page, or no such record for this reader. */
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
        <Trans>There is nothing here: it never was, it has been withdrawn, or you may not see it.</Trans>
      </p>
      <p>
        <Link to={path("")}>
          <Trans>To the overview</Trans>
        </Link>
      </p>
    </section>
  );
}
