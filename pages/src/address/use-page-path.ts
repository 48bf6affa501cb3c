import { useParams, useSearchParams } from "react-router";
import { AS_OF, asOfDay } from "./as-of.js";
import { isPageLanguage, type PageLanguage } from "@segpol/page-base/language";

export function usePageLanguage(): PageLanguage {
  const { lang } = useParams();
  return isPageLanguage(lang) ? lang : "nl";
}

/** The day as of which the page is read; undefined: now. */
export function useAsOf(): string | undefined {
  const [search] = useSearchParams();
  return asOfDay(search);
}

/** Makes the address of a page, in the language and as of the day of this one. */
export function usePagePath(): (page: string, search?: Readonly<Record<string, string | readonly string[]>>) => string {
  const language = usePageLanguage();
  const day = useAsOf();
  return (page, search = {}) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) for (const each of [value].flat()) query.append(name, each);
    if (day !== undefined) query.set(AS_OF, day);
    const text = query.toString();
    return `/${language}${page === "" ? "" : `/${page}`}${text === "" ? "" : `?${text}`}`;
  };
}
