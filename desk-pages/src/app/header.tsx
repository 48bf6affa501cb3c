import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { Link, NavLink, useLocation } from "react-router";
import { Fold } from "@segpol/page-base/fold";
import { usePageLanguage, usePagePath } from "../shared/page-path.js";
import { LanguageSwitch } from "./language-switch.js";
import { ReaderStatus } from "./reader-status.js";
import { useSurroundings } from "./surroundings.js";

/** Whose desk it is, where one can go, in which language, and who is signed in; a narrow screen has it in a menu. */
export function Header() {
  const { t } = useLingui();
  const path = usePagePath();
  const { place, reader } = useSurroundings();
  const { pathname, search } = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (menu.current) menu.current.open = false;
  }, [pathname, search]);
  const { name } = place;
  return (
    <header className="site-header desk-header">
      <Link className="site-name" to={path("")}>
        <Trans>Desk of {name}</Trans>
      </Link>
      <Fold className="menu" label={t`Menu`} ref={menu}>
        <LanguageSwitch />
        <ReaderStatus />
        {reader.state === "SIGNED_IN" && reader.mayRead && <Navigation />}
      </Fold>
    </header>
  );
}

function Navigation() {
  const { t } = useLingui();
  const path = usePagePath();
  const language = usePageLanguage();
  const { place } = useSurroundings();
  return (
    <nav className="pages" aria-label={t`Pages`}>
      <ul>
        <li>
          <NavLink to={path("")} end>{t`What waits`}</NavLink>
        </li>
        <li>
          <NavLink to={path("records")}>{t`Records`}</NavLink>
        </li>
        <li>
          <NavLink to={path("spreadsheets")}>{t`Spreadsheets`}</NavLink>
        </li>
        <li>
          <NavLink to={path("history")}>{t`Who changed what`}</NavLink>
        </li>
        <li>
          <NavLink to={path("partner")}>{t`This partner`}</NavLink>
        </li>
        {place.hubUrl !== null && (
          <li>
            <a href={`${place.hubUrl}/${language}`}>{t`To the hub`}</a>
          </li>
        )}
      </ul>
    </nav>
  );
}
