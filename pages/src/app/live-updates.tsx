import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useEffectEvent, useState } from "react";
import { useRevalidator } from "react-router";
import { useAsOf, usePageLanguage } from "../address/use-page-path.js";
import { Root, type RootQuery, type SourceStateFragment } from "../generated/operations.js";
import { browserTransport } from "../graph/browser-transport.js";
import { followChanges } from "../graph/follow-changes.js";
import type { Transport } from "../public.js";
import { usePageReader } from "./page-reader.js";

type Link = "live" | "paused" | "lost";

interface LiveUpdatesProps {
  /** What the page that is shown was made from. */
  readonly sources: readonly SourceStateFragment[];
  /** Told what the hub says now of partners, as often as nothing of the page has to be read again for it. */
  readonly onSame: (overview: RootQuery["overview"]) => void;
}

/**
 * Has the page's data read again when a partner has something new, or answers no longer. Only what has changed is drawn anew, so that what is
 * being read stays where it is. While the hub does not answer the page stays as it is, and says so. What came while the reader had paused it
 * shows when the reader goes on.
 */
export function LiveUpdates({ sources, onSame }: LiveUpdatesProps) {
  const { t } = useLingui();
  const [link, setLink] = useState<Link>("live");
  const language = usePageLanguage();
  const isPast = useAsOf() !== undefined;
  const reader = usePageReader();
  const { revalidate, state } = useRevalidator();
  const show = useEffectEvent((seen: RootQuery["overview"]) => {
    if (statesOf(seen.sources) === statesOf(sources)) onSame(seen);
    else if (state === "idle") void revalidate();
  });

  useEffect(() => {
    if (link === "paused" || isPast) return;
    const leaving = new AbortController();
    const transport = browserTransport(reader);
    const headers = { "accept-language": language };
    const look = async (): Promise<void> => {
      const seen = await lookOnce(transport, headers, leaving.signal);
      if (leaving.signal.aborted) return;
      if (seen) show(seen);
      setLink(seen ? "live" : "lost");
    };
    followChanges(look, leaving.signal);
    return () => leaving.abort();
  }, [link === "paused", isPast, language, reader]);

  if (isPast) return null;
  return (
    <p className="live-updates">
      <span role="status">
        {link === "live" && <Trans>This page follows what partners change.</Trans>}
        {link === "paused" && <Trans>This page stays as it is until you go on.</Trans>}
        {link === "lost" && (
          <Trans>
            The hub does not answer. What you see is what it said last; the page goes on when it answers again.
          </Trans>
        )}
      </span>{" "}
      <button type="button" onClick={() => setLink(link === "paused" ? "live" : "paused")}>
        {link === "paused" ? t`Go on` : t`Pause`}
      </button>
    </p>
  );
}

/** What the hub says of all partners; undefined: it does not answer. */
async function lookOnce(
  transport: Transport,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RootQuery["overview"] | undefined> {
  try {
    const { body } = await transport({ ...Root, variables: {}, headers, signal });
    const data = typeof body === "object" && body !== null && "data" in body ? (body.data as RootQuery | null) : null;
    return data?.overview;
  } catch {
    return undefined;
  }
}

/** What a page that is shown goes by, as a text to compare. Up to when a partner is read moves on without anything new, and is no part of it. */
function statesOf(sources: readonly SourceStateFragment[]): string {
  return JSON.stringify(
    sources.map(({ partner: { code }, state, lastChangeAt, records, problem }) => [
      code,
      state,
      lastChangeAt,
      records,
      problem,
    ]),
  );
}
