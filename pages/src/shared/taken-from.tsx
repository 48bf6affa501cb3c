import { Trans } from "@lingui/react/macro";
import type { TakenFromFragment } from "../generated/operations.js";
import { useFormat } from "./format.js";

interface TakenFromProps {
  readonly provenance: TakenFromFragment;
}

/** The document that a record was taken from, and the place in it. */
export function TakenFrom({ provenance: { document, locator, url, retrievedAt } }: TakenFromProps) {
  const format = useFormat();
  const day = retrievedAt == null ? undefined : format.day(retrievedAt);
  return (
    <>
      {url == null ? <bdi>{document}</bdi> : <a href={url}>{document}</a>}
      {locator != null && <bdi>, {locator}</bdi>}
      {day !== undefined && (
        <>
          {" "}
          (<Trans>read on {day}</Trans>)
        </>
      )}
    </>
  );
}
