const LANGUAGES = ["NL", "FR", "EN", "DE"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in the languages that it has. */
export type Text = { readonly original: Language } & { readonly [language in Language]?: string };

/** The text to show: as asked, else as the request accepts, else as first written, else NL, FR, EN, DE. */
export function pick(text: Text, asked: Language | null | undefined, accepted: readonly Language[]): string {
  const order = [asked, ...accepted, text.original, ...LANGUAGES];
  return order.flatMap((language) => (language && text[language] ? [text[language]] : []))[0] ?? "";
}

/** Languages of an Accept-Language header, the most wanted first. */
export function acceptedLanguages(header = ""): Language[] {
  const wanted = header.split(",").map((part) => {
    const [tag = "", quality] = part.trim().split(";q=");
    return { language: tag.slice(0, 2).toUpperCase() as Language, quality: Number(quality ?? 1) };
  });
  return wanted
    .filter(({ language, quality }) => LANGUAGES.includes(language) && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
}

/** The rows of `_texts` for one text. */
export function rowsOf(field: string, text: Text): object[] {
  return LANGUAGES.flatMap((language) =>
    text[language] ? [{ field, language, text: text[language], original: language === text.original }] : [],
  );
}

export function languagesOf(texts: readonly Text[]): Language[] {
  const originals = texts.map(({ original }) => original);
  const others = LANGUAGES.filter((language) => texts.some((text) => text[language]));
  return [...new Set([...originals.slice(0, 1), ...others])];
}
