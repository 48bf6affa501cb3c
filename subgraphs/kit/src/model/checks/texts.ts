import {
  isLanguage,
  isVisibleText,
  type Language,
  type LanguageMap,
  LANGUAGES,
  leavesMark,
  RECORD_LIMITS,
} from "@segpol/schema/values";
import { z } from "zod";
import { refuse } from "./refuse.js";

/** Longest texts, in characters (UTF-16 units). A line may be a number that others refer to. */
export const MAX_LENGTH = { line: RECORD_LIMITS.id, text: RECORD_LIMITS.text, url: RECORD_LIMITS.url } as const;

/** A text that is not empty, trimmed and in Unicode's composed form. `lines`: it may have line breaks. */
export function text(max: number, { lines = false } = {}): z.ZodType<string> {
  return z
    .string()
    .overwrite((value) => value.replaceAll("\r\n", "\n").normalize("NFC").trim())
    .check((ctx) => {
      const { value } = ctx;
      if (!leavesMark(value)) return refuse(ctx, "EMPTY_TEXT", "a text that can be seen");
      if (value.length > max) {
        refuse(ctx, "TEXT_TOO_LONG", `at most ${max} characters`, { came: `${value.length} characters` });
      }
      if (!isVisibleText(value, { lines })) {
        refuse(
          ctx,
          "CONTROL_CHARACTER",
          lines ? "a text without control characters" : "a text of one line without control characters",
        );
      }
    });
}

/** One line of text, such as a name. */
export const line = text(MAX_LENGTH.line);

/** A text by language: of one line, or of several. `original` may be left out where there is one language. */
function languageMap(one: z.ZodType<string>): z.ZodType<LanguageMap> {
  const texts = Object.fromEntries(LANGUAGES.map((language) => [language, one.optional()])) as Record<
    Language,
    z.ZodOptional<z.ZodType<string>>
  >;
  return z
    .strictObject(
      { original: z.enum(LANGUAGES).optional(), ...texts },
      { error: (issue) => (issue.code === "invalid_type" ? EXPECTED_MAP : undefined) },
    )
    .check((ctx) => {
      const { original, ...given } = ctx.value;
      const languages = LANGUAGES.filter((language) => given[language] !== undefined);
      if (languages.length === 0) return refuse(ctx, "EMPTY_TEXT", "a text in at least one language");
      if (original === undefined && languages.length > 1) {
        return refuse(ctx, "ORIGINAL_MISSING", `original to name one of ${languages.join(", ")}`, {
          path: ["original"],
        });
      }
      if (original !== undefined && given[original] === undefined) {
        refuse(ctx, "ORIGINAL_MISSING", `a text in the original language ${original}`, { path: [original] });
      }
    })
    .transform((map) => {
      const original = map.original ?? LANGUAGES.find((language) => map[language] !== undefined);
      return { ...map, original } as LanguageMap;
    });
}

const EXPECTED_MAP = 'a text by language, such as {"original": "NL", "NL": "Opleiding", "FR": "Formation"}';

/** A title: one line in each language. */
export const titleText: z.ZodType<LanguageMap> = languageMap(line);
/** A text of several lines in each language. */
export const longText: z.ZodType<LanguageMap> = languageMap(text(MAX_LENGTH.text, { lines: true }));

/** The languages in which a value is a language map; none: it is no such map. */
export function isText(value: unknown): value is LanguageMap {
  return typeof value === "object" && value !== null && "original" in value && isLanguage(value.original);
}
