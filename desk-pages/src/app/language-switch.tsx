import { useLingui } from "@lingui/react/macro";
import { useLocation } from "react-router";
import { LANGUAGE_NAMES, PAGE_LANGUAGES } from "@segpol/page-base/language";
import { BASE, usePageLanguage } from "../shared/page-path.js";

/** The same page in the other languages. The browser loads it as a whole, since all of its texts change. */
export function LanguageSwitch() {
  const { t } = useLingui();
  const current = usePageLanguage();
  const { pathname, search } = useLocation();
  const rest = pathname.split("/").slice(2).join("/");
  return (
    <nav className="languages" aria-label={t`Language`}>
      <ul>
        {PAGE_LANGUAGES.map((language) => (
          <li key={language}>
            <a
              href={`${BASE}/${language}${rest === "" ? "" : `/${rest}`}${search}`}
              lang={language}
              hrefLang={language}
              aria-current={language === current ? "true" : undefined}
            >
              {LANGUAGE_NAMES[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
