import { Trans } from "@lingui/react/macro";
import { useLocation, useRouteError } from "react-router";
import { isFailure } from "../graph/ask.js";
import { RequestId } from "../shared/request-id.js";

/** Stands where a page's data cannot be had: what is wrong, what to do, and by what the hub's staff find it. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const failure = isFailure(error) ? error : undefined;
  return (
    <section className="failure" role="alert">
      <title>503</title>
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
          <code>{failure.code}</code> {failure.message}
        </p>
      )}
      <RequestId id={failure?.requestId} />
    </section>
  );
}
