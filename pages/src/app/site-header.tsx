import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import { usePagePath } from "../address/use-page-path.js";
import { Fold } from "@segpol/page-base/fold";
import { AsOfPicker } from "./as-of-picker.js";
import { LanguageSwitch } from "./language-switch.js";
import { Navigation } from "./navigation.js";
import { ReaderStatus } from "./reader-status.js";
import { SearchField } from "./search-field.js";

/** Where one can go, in which language and as of when the page is read; a narrow screen has it in a menu. */
export function SiteHeader() {
  const { t } = useLingui();
  const path = usePagePath();
  const { pathname, search } = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [pathname, search]);
  return (
    <header className="site-header">
      <Link className="site-name" to={path("")}>
        {t`States General of the Police`}
      </Link>
      <Fold className="menu" label={t`Menu`} ref={menu}>
        <SearchField />
        <AsOfPicker />
        <LanguageSwitch />
        <ReaderStatus />
        <Navigation />
      </Fold>
    </header>
  );
}
