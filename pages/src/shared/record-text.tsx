import { useLingui } from "@lingui/react/macro";
import { Link } from "react-router";
import { LANGUAGE_NAMES, type PageLanguage } from "@segpol/page-base/language";
import { usePageLanguage, usePagePath } from "../address/use-page-path.js";
import type { Language } from "../generated/operations.js";

interface RecordTextProps {
  readonly children: string;
  /** Languages that the record has texts in, the original first. */
  readonly languages: readonly Language[];
}

/** A text of a record. Where it is in another language than the page, that is said, and screen readers pronounce it rightly. */
export function RecordText({ children, languages }: RecordTextProps) {
  const { t } = useLingui();
  const other = otherLanguage(languages, usePageLanguage());
  if (other === undefined) return <bdi>{children}</bdi>;
  const name = LANGUAGE_NAMES[other];
  return (
    <>
      <bdi lang={other}>{children}</bdi>{" "}
      <small className="language-label" title={t`Not translated: in ${name}`}>
        <span aria-hidden="true">{other.toUpperCase()}</span>
        <span className="visually-hidden">{t`Not translated: in ${name}`}</span>
      </small>
    </>
  );
}

/** The language that texts come in instead of the page's; undefined: they are in the page's. */
function otherLanguage(languages: readonly Language[], page: PageLanguage): PageLanguage | undefined {
  const [original] = languages;
  if (original === undefined || languages.some((language) => language.toLowerCase() === page)) return undefined;
  return original.toLowerCase() as PageLanguage;
}

interface RecordLinkProps extends RecordTextProps {
  readonly id: string;
}

/** The pages of records, by the kind that stands in an id: cps:event:2021-12-08-recherche. */
const KIND_PAGES: Readonly<Record<string, string>> = {
  event: "events",
  publication: "publications",
  recommendation: "recommendations",
  indicator: "indicators",
};

/** A record's title, leading to its page. */
export function RecordLink({ id, children, languages }: RecordLinkProps) {
  const path = usePagePath();
  const kind = id.split(":")[1] ?? "";
  const page = KIND_PAGES[kind] ?? "search";
  return (
    <Link to={path(`${page}/${encodeURIComponent(id)}`)}>
      <RecordText languages={languages}>{children}</RecordText>
    </Link>
  );
}
