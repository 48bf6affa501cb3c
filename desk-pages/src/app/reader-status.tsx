import { Trans } from "@lingui/react/macro";
import { useLocation } from "react-router";
import { BASE, usePageLanguage } from "../shared/page-path.js";
import { forgetDrafts } from "../shared/kept-drafts.js";
import { useSurroundings } from "./surroundings.js";

/** Says who is signed in, and lets them sign out. Works without a script. */
export function ReaderStatus() {
  const { reader } = useSurroundings();
  if (reader.state !== "SIGNED_IN") return null;
  const { name, subject, formToken } = reader;
  return (
    <div className="reader-status">
      <span>
        <Trans>Signed in as {name}</Trans>
      </span>
      <SignOutForm formToken={formToken} subject={subject} />
    </div>
  );
}

interface SignOutFormProps {
  readonly formToken: string;
  /** Whose texts that were not saved are forgotten: the next who uses this machine is not to find them. */
  readonly subject: string;
}

function SignOutForm({ formToken, subject }: SignOutFormProps) {
  const language = usePageLanguage();
  return (
    <form method="post" action="/sign-out" onSubmit={() => forgetDrafts(subject)}>
      <input type="hidden" name="token" value={formToken} />
      <input type="hidden" name="return" value={`${BASE}/${language}`} />
      <button type="submit">
        <Trans>Sign out</Trans>
      </button>
    </form>
  );
}

/** A link, since Chromium holds the redirects of a form to this page's policy. It comes back to this page, or to `returnTo`. */
export function SignInLink({ returnTo, onClick }: { readonly returnTo?: string; readonly onClick?: () => void }) {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams({ return: returnTo ?? `${BASE}${pathname}${search}` });
  return (
    <a className="button" href={`/sign-in?${query}`} onClick={onClick}>
      <Trans>Sign in</Trans>
    </a>
  );
}
