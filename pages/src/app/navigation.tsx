import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { NavLink } from "react-router";
import { usePagePath } from "../address/use-page-path.js";

const PAGES: readonly { readonly path: string; readonly name: MessageDescriptor }[] = [
  { path: "", name: msg`Overview` },
  { path: "agenda", name: msg`Agenda` },
  { path: "recommendations", name: msg`Recommendations` },
  { path: "roadmap", name: msg`Roadmap` },
  { path: "publications", name: msg`Publications` },
  { path: "indicators", name: msg`Indicators` },
  { path: "themes", name: msg`Themes` },
  { path: "criteria", name: msg`Criteria and objectives` },
  { path: "partners", name: msg`Partners` },
  { path: "missing", name: msg`What is missing` },
  { path: "briefing", name: msg`Briefing` },
];

export function Navigation() {
  const { t } = useLingui();
  const path = usePagePath();
  return (
    <nav className="pages" aria-label={t`Pages`}>
      <ul>
        {PAGES.map(({ path: page, name }) => (
          <li key={page}>
            <NavLink to={path(page)} end={page === ""}>
              {t(name)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
