import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useSearchParams } from "react-router";
import { BASE, usePageLanguage } from "../shared/page-path.js";
import { SignInLink } from "./reader-status.js";

const REASONS: Readonly<Record<string, MessageDescriptor>> = {
  DENIED: msg`You did not sign in, or you may not.`,
  INTERRUPTED: msg`What came back does not belong to a sign-in that was begun in this browser within ten minutes.`,
  UNAVAILABLE: msg`The service by which one signs in does not answer. Try again in a minute.`,
  TOKEN_REFUSED: msg`The service by which one signs in gave what is not meant for this desk. Tell who runs this server.`,
};

/** Stands where somebody has tried to sign in, and is not signed in. */
export function Component() {
  const { t } = useLingui();
  const start = `${BASE}/${usePageLanguage()}`;
  const [search] = useSearchParams();
  const reason = REASONS[search.get("problem") ?? ""];
  const returnTo = search.get("return") ?? "";
  return (
    <section>
      <title>{t`You are not signed in`}</title>
      <h1>
        <Trans>You are not signed in</Trans>
      </h1>
      {reason && <p>{t(reason)}</p>}
      <SignInLink returnTo={returnTo.startsWith(start) ? returnTo : start} />
    </section>
  );
}
