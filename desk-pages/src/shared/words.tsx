import { useLingui } from "@lingui/react/macro";
import { LANGUAGE_NAMES, type PageLanguage } from "@segpol/page-base/language";
import type { Language, WordsFragment } from "../generated/operations.js";
import { usePageLanguage } from "./page-path.js";

/** Languages of texts, in the order in which they are shown. */
export const LANGUAGES: readonly Language[] = ["NL", "FR", "DE", "EN"];

export type Words = Partial<Pick<WordsFragment, "NL" | "FR" | "DE" | "EN">> & { readonly original?: Language };

/** Whether a value is a text in languages. */
export function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null && LANGUAGES.some((language) => language in value);
}

export function pageLanguageOf(language: Language): PageLanguage {
  return language.toLowerCase() as PageLanguage;
}

/** The text in a language; where there is none, the original. */
export function wordsIn(
  words: Words,
  language: PageLanguage,
): { readonly text: string; readonly language: PageLanguage } {
  const asked = LANGUAGES.find((each) => pageLanguageOf(each) === language);
  const found = [asked, words.original, ...LANGUAGES].find((each) => each !== undefined && words[each] != null);
  return { text: (found && words[found]) ?? "", language: found ? pageLanguageOf(found) : language };
}

/** A text of a record in the page's language, or in another one, which is said. */
export function WordsShown({ words }: { readonly words: Words }) {
  const { t } = useLingui();
  const page = usePageLanguage();
  const { text, language } = wordsIn(words, page);
  if (language === page) return <bdi>{text}</bdi>;
  const name = LANGUAGE_NAMES[language];
  return (
    <>
      <bdi lang={language}>{text}</bdi>{" "}
      <small className="language-label" title={t`Not translated: in ${name}`}>
        <span aria-hidden="true">{language.toUpperCase()}</span>
        <span className="visually-hidden">{t`Not translated: in ${name}`}</span>
      </small>
    </>
  );
}
