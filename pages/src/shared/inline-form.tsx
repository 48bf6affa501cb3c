import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Form, useSearchParams } from "react-router";
import { AS_OF } from "../address/as-of.js";

interface InlineFormProps {
  /** Names in the address that stay as they are, beside the day as of which the page is read. */
  readonly kept?: readonly string[];
  readonly children: ReactNode;
}

/** A choice within a page, which stands in the address and works without a script. */
export function InlineForm({ kept = [], children }: InlineFormProps) {
  const { t } = useLingui();
  const [search] = useSearchParams();
  return (
    <Form method="get" className="inline-form" preventScrollReset>
      {[AS_OF, ...kept].flatMap((name) =>
        search.getAll(name).map((value) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />),
      )}
      {children} <button type="submit">{t`Show`}</button>
    </Form>
  );
}
