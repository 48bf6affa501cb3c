import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { Outlet, ScrollRestoration, useLoaderData, useLocation, useNavigation } from "react-router";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { Root as RootQuery } from "../generated/operations.js";
import { AsOfBanner } from "./as-of-picker.js";
import { ForBuilders } from "./for-builders.js";
import { Freshness } from "../shared/freshness.js";
import { LiveUpdates } from "./live-updates.js";
import { SessionOverBanner } from "./reader-status.js";
import { SiteHeader } from "./site-header.js";
import { Problems } from "../shared/problems.js";

export const rootLoader = (args: LoaderArgs) => ask(args, RootQuery, {});

/** What every page has around it: where one can go, in which language and as of when it is read, and how fresh it is. */
export function Root() {
  const { t } = useLingui();
  const { data, problems, requestId } = useLoaderData<typeof rootLoader>();
  const navigation = useNavigation();
  const main = useFocusOnNewPage();
  const [same, setSame] = useState<{ readonly read: object; readonly overview: typeof data.overview }>();
  // What was said later of the same data is as good, and newer.
  const overview = same?.read === data ? same.overview : data.overview;
  return (
    <>
      <a className="skip-link" href="#main">
        {t`Skip to the content`}
      </a>
      <SiteHeader />
      <SessionOverBanner />
      <AsOfBanner />
      <main id="main" tabIndex={-1} ref={main} aria-busy={navigation.state !== "idle"}>
        <Problems problems={problems} requestId={requestId} />
        <Outlet />
      </main>
      <footer>
        <LiveUpdates
          sources={data.overview.sources}
          onSame={(seen) => {
            if (seen.asOf !== overview.asOf) setSame({ read: data, overview: seen });
          }}
        />
        <Freshness asOf={overview.asOf} sources={overview.sources} />
        <ForBuilders />
      </footer>
      <ScrollRestoration />
    </>
  );
}

/** A page that a script has put in the place of another is read from its beginning, as one that the browser has loaded. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
