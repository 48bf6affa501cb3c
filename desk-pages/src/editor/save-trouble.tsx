import { Trans } from "@lingui/react/macro";
import { SignInLink } from "../app/reader-status.js";
import { type Failure, NO_CONNECTION, NOT_SIGNED_IN } from "../graph/failure.js";

interface SaveTroubleProps {
  readonly failure: Failure;
  /** Called when who types leaves to sign in again: what they typed is kept, so that nothing has to be asked. */
  readonly onLeave: () => void;
}

/** Why nothing was saved although nothing is wrong with what was typed, and what to do. What was typed stays where it is. */
export function SaveTrouble({ failure, onLeave }: SaveTroubleProps) {
  const { code, message, requestId } = failure;
  return (
    <section className="problems" role="alert">
      <h2>
        <Trans>Nothing is saved yet</Trans>
      </h2>
      {code === NOT_SIGNED_IN || code === "UNAUTHENTICATED" || code === "CROSS_SITE_REQUEST" ? (
        <>
          <p>
            <Trans>
              Your session has ended. Sign in again: you come back to this page, and what you typed is still here.
            </Trans>
          </p>
          <p>
            <SignInLink onClick={onLeave} />
          </p>
        </>
      ) : code === NO_CONNECTION ? (
        <p>
          <Trans>
            The desk cannot be reached. What you typed is kept in this browser; save again when the connection is back.
          </Trans>
        </p>
      ) : code === "FORBIDDEN" ? (
        <p>
          <Trans>
            You may not change records here: ask for the role of an editor. What you typed is kept in this browser.
          </Trans>
        </p>
      ) : (
        <p>
          <Trans>The desk could not do it. What you typed is kept in this browser; try again in a minute.</Trans>{" "}
          <span lang="en">
            <code>{code}</code> {message} <code>{requestId}</code>
          </span>
        </p>
      )}
    </section>
  );
}
