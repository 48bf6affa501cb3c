import { useLingui } from "@lingui/react/macro";
import { Link, Outlet, useLoaderData, useNavigation } from "react-router";
import { ask, type LoaderArgs } from "../graph/ask.js";
import { Root as RootQuery } from "../generated/operations.js";
import { AsOfBanner, AsOfPicker } from "./as-of-picker.js";
import { Freshness } from "../shared/freshness.js";
import { LiveUpdates } from "./live-updates.js";
import { LanguageSwitch } from "./language-switch.js";
import { Navigation } from "./navigation.js";
import { SearchField } from "./search-field.js";
import { Problems } from "../shared/problems.js";
import { usePagePath } from "../address/use-page-path.js";

export const rootLoader = (args: LoaderArgs) => ask(args, RootQuery, {});

/** What every page has around it: where one can go, in which language and as of when it is read, and how fresh it is. */
export function Root() {
  const { t } = useLingui();
  const { data, problems, requestId } = useLoaderData<typeof rootLoader>();
  const navigation = useNavigation();
  const path = usePagePath();
  return (
    <>
      <a className="skip-link" href="#main">
        {t`Skip to the content`}
      </a>
      <header className="site-header">
        <Link className="site-name" to={path("")}>
          {t`States General of the Police`}
        </Link>
        <LanguageSwitch />
        <Navigation />
        <SearchField />
        <AsOfPicker />
      </header>
      <AsOfBanner />
      <main id="main" tabIndex={-1} aria-busy={navigation.state !== "idle"}>
        <Problems problems={problems} requestId={requestId} />
        <Outlet />
      </main>
      <footer>
        <LiveUpdates />
        <Freshness asOf={data.overview.asOf} sources={data.overview.sources} />
      </footer>
    </>
  );
}
