import type { LanguageMap } from "@segpol/schema";

/**
 * A text written in Dutch, with its French translation if there is one.
 *
 * @example nlFr("Recherche", "Enquête judiciaire")
 */
export function nlFr(nl: string, fr?: string): LanguageMap {
  return { original: "NL", NL: nl, ...(fr === undefined ? {} : { FR: fr }) };
}

/** A text written in French, with its Dutch translation if there is one. */
export function frNl(fr: string, nl?: string): LanguageMap {
  return { original: "FR", FR: fr, ...(nl === undefined ? {} : { NL: nl }) };
}
