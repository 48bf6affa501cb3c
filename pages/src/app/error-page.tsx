import { Trans } from "@lingui/react/macro";
import { Link, useLocation, useRouteError } from "react-router";
import { type Failure, isFailure, statusOf } from "../failure.js";
import { RequestId } from "../shared/request-id.js";

/** Stands where a page's data cannot be had: what is wrong, what to do, and by what the hub's staff find it. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const failure = isFailure(error) ? error : undefined;
  if (failure && statusOf(failure) === 400) return <WrongAddress failure={failure} />;
  return (
    <section className="failure" role="alert">
      <title>{String(failure ? statusOf(failure) : 503)}</title>
      <h1>
        <Trans>This page cannot be shown right now</Trans>
      </h1>
      <p>
        <Trans>The hub has no answer. Try again in a minute; nothing that you did is lost.</Trans>
      </p>
      <p>
        <a href={`${pathname}${search}`}>
          <Trans>Try again</Trans>
        </a>
      </p>
      {failure && (
        <p>
          <code>{failure.code}</code> <span lang="en">{failure.message}</span>
        </p>
      )}
      <RequestId id={failure?.requestId} />
    </section>
  );
}

/** Stands where an address chooses what there is not, such as a partner that has left. */
function WrongAddress({ failure }: { readonly failure: Failure }) {
  const { pathname } = useLocation();
  const { name, came } = failure.choice ?? {};
  return (
    <section className="failure" role="alert">
      <title>400</title>
      <h1>
        <Trans>This address chooses something that there is not</Trans>
      </h1>
      {name !== undefined && (
        <p>
          <Trans>
            For <code>{name}</code> it has <bdi>{came}</bdi>.
          </Trans>
        </p>
      )}
      <p>
        <Link to={pathname}>
          <Trans>Show the page without its filters</Trans>
        </Link>
      </p>
      <p>
        <code>{failure.code}</code> <span lang="en">{failure.message}</span>
      </p>
      <RequestId id={failure.requestId} />
    </section>
  );
}
