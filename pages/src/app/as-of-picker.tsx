import { Trans, useLingui } from "@lingui/react/macro";
import { Form, Link, useLocation, useSearchParams } from "react-router";
import { AS_OF } from "../address/as-of.js";
import { useAsOf } from "../address/use-page-path.js";
import { useFormat } from "../shared/format.js";

/** Chooses the day as of which the page is read; what else the address says stays. */
export function AsOfPicker() {
  const { t } = useLingui();
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const day = useAsOf();
  return (
    // Without an action it would be the route's that this stands in, which is the overview.
    <Form className="as-of" method="get" action={pathname}>
      {[...search].map(
        ([name, value]) => name !== AS_OF && <input key={`${name} ${value}`} type="hidden" name={name} value={value} />,
      )}
      <label>
        {t`As of`} <input key={day} type="date" name={AS_OF} defaultValue={day} />
      </label>
      <button type="submit">{t`Show`}</button>
    </Form>
  );
}

/** Says that the past is shown, and how to come back. */
export function AsOfBanner() {
  const day = useAsOf();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const { day: inWords } = useFormat();
  if (day === undefined) return null;
  const now = new URLSearchParams(search);
  now.delete(AS_OF);
  const shown = inWords(day);
  return (
    <p className="as-of-banner" role="status">
      <Trans>You are reading what was known on {shown}, and not what is known now.</Trans>{" "}
      <Link to={{ pathname, search: now.toString() }}>
        <Trans>Show now</Trans>
      </Link>
    </p>
  );
}
