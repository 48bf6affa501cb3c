import { useLingui } from "@lingui/react/macro";
import { Form, useLocation, useSearchParams } from "react-router";
import { AS_OF } from "../address/as-of.js";
import { useAsOf, usePagePath } from "../address/use-page-path.js";

/** Searches everything, from any page. */
export function SearchField() {
  const { t } = useLingui();
  const path = usePagePath();
  const day = useAsOf();
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const [action = ""] = path("search").split("?");
  const text = pathname === action ? (search.get("text") ?? "") : "";
  return (
    <Form className="search-field" role="search" aria-label={t`Search everything`} action={action} method="get">
      {day !== undefined && <input type="hidden" name={AS_OF} value={day} />}
      <input
        key={text}
        type="search"
        name="text"
        defaultValue={text}
        maxLength={200}
        aria-label={t`Search everything`}
      />
      <button type="submit">{t`Search`}</button>
    </Form>
  );
}
