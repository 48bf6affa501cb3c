import { useParams } from "react-router";
import { isPageLanguage, type PageLanguage } from "@segpol/page-base/language";

/** Below which all pages of a desk stand. */
export const BASE = "/desk";

export function usePageLanguage(): PageLanguage {
  const { lang } = useParams();
  return isPageLanguage(lang) ? lang : "nl";
}

/** Makes the address of a page, below /desk, in the language of this one. */
export function usePagePath(): (page: string, search?: Readonly<Record<string, string>>) => string {
  const language = usePageLanguage();
  return (page, search = {}) => {
    const query = new URLSearchParams(search).toString();
    return `/${language}${page === "" ? "" : `/${page}`}${query === "" ? "" : `?${query}`}`;
  };
}

/** Of a record, below its language. */
export function recordPath(id: string, part?: "state" | "translations" | "history" | "statements"): string {
  return `records/${encodeURIComponent(id)}${part === undefined ? "" : `/${part}`}`;
}
