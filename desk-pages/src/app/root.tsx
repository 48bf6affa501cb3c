import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { Header } from "./header.js";

/** What every page has around it. */
export function Root() {
  const { t } = useLingui();
  const navigation = useNavigation();
  const main = useFocusOnNewPage();
  return (
    <>
      <a className="skip-link" href="#main">
        {t`Skip to the content`}
      </a>
      <Header />
      <main id="main" tabIndex={-1} ref={main} aria-busy={navigation.state !== "idle"}>
        <Outlet />
      </main>
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
