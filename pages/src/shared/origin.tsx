import { Trans } from "@lingui/react/macro";
import type { TakenFromFragment } from "../generated/operations.js";
import { TakenFrom } from "./taken-from.js";

interface OriginProps {
  readonly provenance: TakenFromFragment | null | undefined;
  /** A record's own page at its owner. */
  readonly url: string | null | undefined;
}

/** The document that a record was taken from, and its page at its owner. */
export function Origin({ provenance, url }: OriginProps) {
  if (!provenance && url == null) return null;
  return (
    <section aria-labelledby="taken-from">
      <h2 id="taken-from">
        <Trans>Where this was taken from</Trans>
      </h2>
      <ul>
        {provenance && (
          <li>
            <TakenFrom provenance={provenance} />
          </li>
        )}
        {url != null && (
          <li>
            <a href={url}>
              <Trans>Its page at its owner</Trans>
            </a>
          </li>
        )}
      </ul>
    </section>
  );
}
