import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { isPageLanguage } from "@segpol/page-base/language";
import { usePageLanguage, usePagePath } from "../address/use-page-path.js";
import type { Language, RecordNameFragment } from "../generated/operations.js";
import { useFormat } from "./format.js";

interface RecordTextProps {
  readonly children: string;
  /** What the graph says of the same text; without it the text counts as the page's language. */
  readonly localized: { readonly language: Language } | null | undefined;
}

/** A text of a record. Where it is in another language than the page, that is said, and screen readers pronounce it rightly. */
export function RecordText({ children, localized }: RecordTextProps) {
  return <LocalizedContent language={localized?.language}>{children}</LocalizedContent>;
}

interface LocalizedContentProps {
  readonly children: ReactNode;
  readonly language: Language | undefined;
}

/** The same of a text in parts. */
export function LocalizedContent({ children, language: code }: LocalizedContentProps) {
  const { t } = useLingui();
  const format = useFormat();
  const page = usePageLanguage();
  const language = code?.toLowerCase();
  if (!isPageLanguage(language) || language === page) return <bdi>{children}</bdi>;
  const name = format.language(language);
  return (
    <>
      <bdi lang={language}>{children}</bdi>{" "}
      <small className="language-label" title={t`Not translated: in ${name}`}>
        <span aria-hidden="true">{language.toUpperCase()}</span>
        <span className="visually-hidden">{t`Not translated: in ${name}`}</span>
      </small>
    </>
  );
}

/** The pages of records, by the kind that stands in an id: cps:event:2021-12-08-recherche. */
const KIND_PAGES: Readonly<Record<string, string>> = {
  event: "events",
  publication: "publications",
  recommendation: "recommendations",
  indicator: "indicators",
};

/** A record's title, leading to its page. */
export function RecordLink({ record: { id, title, titleText } }: { readonly record: RecordNameFragment }) {
  const path = usePagePath();
  const page = KIND_PAGES[id.split(":")[1] ?? ""] ?? "search";
  return (
    <Link to={path(`${page}/${encodeURIComponent(id)}`)}>
      <RecordText localized={titleText}>{title}</RecordText>
    </Link>
  );
}
