import { Trans, useLingui } from "@lingui/react/macro";
import { isRouteErrorResponse, useLocation, useRouteError } from "react-router";
import { type Failure, isFailure, NOT_SIGNED_IN, statusOf } from "../graph/failure.js";
import { BASE } from "../shared/page-path.js";
import { NotFound } from "./not-found.js";
import { SignInLink } from "./reader-status.js";
import { useSurroundings } from "./surroundings.js";

/** Stands where a page cannot be shown: what is wrong, and what to do. */
export function ErrorPage() {
  const error = useRouteError();
  const failure = isFailure(error) ? error : undefined;
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  if (failure?.code === NOT_SIGNED_IN || failure?.code === "UNAUTHENTICATED") return <SignInNeeded />;
  if (failure?.code === "FORBIDDEN") return <RoleNeeded />;
  return <Trouble failure={failure} />;
}

function SignInNeeded() {
  const { t } = useLingui();
  const { reader, place } = useSurroundings();
  const { name } = place;
  return (
    <section>
      <title>{t`Sign in`}</title>
      <h1>
        <Trans>Desk of {name}</Trans>
      </h1>
      {reader.state === "ANONYMOUS" ? (
        <p>
          <Trans>Here the staff of {name} maintain what the hub shows of it.</Trans>
        </p>
      ) : (
        <p role="alert">
          <Trans>Your session has ended. Sign in again; what you typed is kept in this browser.</Trans>
        </p>
      )}
      {reader.state === "ANONYMOUS" && !reader.canSignIn ? (
        <p>
          <Trans>Nobody can sign in here yet: whoever runs this server has to name an identity provider.</Trans>
        </p>
      ) : (
        <p>
          <SignInLink />
        </p>
      )}
    </section>
  );
}

function RoleNeeded() {
  const { t } = useLingui();
  const { place } = useSurroundings();
  const { name } = place;
  return (
    <section className="failure" role="alert">
      <title>{t`Not your desk`}</title>
      <h1>
        <Trans>You may not do this here</Trans>
      </h1>
      <p>
        <Trans>
          This desk is for the staff of {name}: its readers see, its editors change. Sign out and in again as one of
          them, or ask who runs the sign-in for the role.
        </Trans>
      </p>
    </section>
  );
}

function Trouble({ failure }: { readonly failure: Failure | undefined }) {
  const { pathname, search } = useLocation();
  return (
    <section className="failure" role="alert">
      <title>{String(failure ? statusOf(failure) : 503)}</title>
      <h1>
        <Trans>This page cannot be shown right now</Trans>
      </h1>
      <p>
        <Trans>The desk has no answer. Try again in a minute; what you typed is kept in this browser.</Trans>
      </p>
      <p>
        <a href={`${BASE}${pathname}${search}`}>
          <Trans>Try again</Trans>
        </a>
      </p>
      {failure && (
        <p>
          <code>{failure.code}</code> <span lang="en">{failure.message}</span> <code>{failure.requestId}</code>
        </p>
      )}
    </section>
  );
}
