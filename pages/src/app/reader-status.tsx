import { Trans } from "@lingui/react/macro";
import { useLocation } from "react-router";
import { usePageLanguage } from "../address/use-page-path.js";
import { usePageReader } from "./page-reader.js";
import { RoleName } from "./role-name.js";

/** Says who is signed in, and in which roles, and lets them sign in or out. Works without a script. */
export function ReaderStatus() {
  const reader = usePageReader();
  if (reader.state === "ANONYMOUS") return reader.canSignIn && <SignInLink />;
  if (reader.state === "OVER" || reader.state === "UNKNOWN") return null;
  const { name, roles, formToken } = reader;
  return (
    <div className="reader-status">
      <span>
        <Trans>Signed in as {name}</Trans>
        {roles.map((role) => (
          <span key={role} className="role">
            <RoleName role={role} />
          </span>
        ))}
      </span>
      <SignOutForm formToken={formToken}>
        <Trans>Sign out</Trans>
      </SignOutForm>
    </div>
  );
}

/** Says that the reader was signed in, and is no longer, or that it cannot be told: what they see is what everybody sees. */
export function SessionOverBanner() {
  const reader = usePageReader();
  if (reader.state === "UNKNOWN") {
    return (
      <div className="session-over" role="alert">
        <p>
          <Trans>Who is signed in cannot be told right now. You see what is public. Try again in a minute.</Trans>
        </p>
      </div>
    );
  }
  if (reader.state !== "OVER") return null;
  return (
    <div className="session-over" role="alert">
      <p>
        <Trans>Your session has ended. You see what is public.</Trans>
      </p>
      <SignInLink />
      <SignOutForm formToken={reader.formToken}>
        <Trans>Go on without signing in</Trans>
      </SignOutForm>
    </div>
  );
}

/** A link, since Chromium holds the redirects of a form to this page's policy. It comes back to this page, or to `returnTo`. */
export function SignInLink({ returnTo }: { readonly returnTo?: string }) {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams({ return: returnTo ?? `${pathname}${search}` });
  return (
    <a className="sign-in" href={`/sign-in?${query}`}>
      <Trans>Sign in</Trans>
    </a>
  );
}

interface SignOutFormProps {
  readonly formToken: string;
  readonly children: React.ReactNode;
}

function SignOutForm({ formToken, children }: SignOutFormProps) {
  const language = usePageLanguage();
  return (
    <form method="post" action="/sign-out">
      <input type="hidden" name="token" value={formToken} />
      <input type="hidden" name="return" value={`/${language}`} />
      <button type="submit">{children}</button>
    </form>
  );
}
