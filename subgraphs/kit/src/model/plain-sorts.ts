import {
  CRITERION_CODES,
  type FuzzyDateInput,
  type LanguageMap,
  RECORD_LIMITS,
  THEME_CODES,
} from "@segpol/schema/values";
import { z } from "zod";
import { line, longText, titleText } from "./checks/texts.js";
import {
  count,
  country,
  date,
  day,
  listOf,
  mediaType,
  nisCode,
  number,
  partnerCode,
  people,
  positive,
  rowId,
  sameText,
  sha256,
  url,
  whole,
} from "./checks/values.js";
import { defaulted, made, optional, required } from "./field.js";
import { LanguageEnum } from "../vocabulary/language-enum.js";
import { type ObjectType, oneOf, type Sort, sort } from "./sort.js";
import { DateBasis } from "../vocabulary/vocabulary.js";

const aText = (schema: z.ZodType<string>): Sort<z.ZodType<string>> => sort(schema, "String", { is: "text" }, "text");
const anInt = (schema: z.ZodType<number>): Sort<z.ZodType<number>> =>
  sort(schema, "Int", { is: "number", whole: true }, "integer");

/** A text of one line in no language, such as a name. */
export const LINE = aText(line);
/** As {@link LINE}, by which something else is named. */
export const REF: Sort<z.ZodType<string>> = { ...LINE, type: "ID" };
export const ROW_ID: Sort<z.ZodType<string>> = { ...aText(rowId), type: "ID" };
export const SHA256 = aText(sha256);
export const MEDIA_TYPE = aText(mediaType);
export const COUNTRY = aText(country);
export const NIS_CODE = aText(nisCode);
export const WEB_ADDRESS: Sort<z.ZodType<string>> = { ...aText(url), type: "URL" };
export const DAY = sort(day, "Date", { is: "day" }, "date");
export const BOOLEAN = sort(z.boolean(), "Boolean", { is: "boolean" }, "boolean");
export const DECIMAL = sort(number, "Float", { is: "number" }, "double precision");
export const POSITIVE = sort(positive, "Float", { is: "number" }, "double precision");
export const WHOLE = anInt(whole);
export const COUNT = anInt(count);
export const PEOPLE = anInt(people);
export const RANK = anInt(z.int().min(1).max(10_000));
export const LANGUAGE = oneOf(LanguageEnum);

const IN_LANGUAGE = {
  NL: optional(LINE, "In Dutch.", ["Nederlands", "Néerlandais", "Niederländisch", "Dutch"]),
  FR: optional(LINE, "In French.", ["Frans", "Français", "Französisch", "French"]),
  DE: optional(LINE, "In German.", ["Duits", "Allemand", "Deutsch", "German"]),
  EN: optional(LINE, "In English.", ["Engels", "Anglais", "Englisch", "English"]),
};

const TEXT: ObjectType = {
  name: "Text",
  description: "A text in the languages that there are.",
  fields: {
    original: made(
      LANGUAGE,
      "The language the text was first written in; may be left out where there is one language.",
      ["Oorspronkelijke taal", "Langue d'origine", "Originalsprache", "Original language"],
    ),
    ...IN_LANGUAGE,
  },
};

const aLanguageMap = (schema: z.ZodType<LanguageMap>): Sort<z.ZodType<LanguageMap>> =>
  sort(schema, TEXT, { is: "texts" }, "jsonb");

/** A text of one line in each language. */
export const TITLE = aLanguageMap(titleText);
/** A text of several lines in each language. */
export const WORDS = aLanguageMap(longText);

/** A date as sources give it. */
export const DATE: Sort<z.ZodType<FuzzyDateInput>> = sort(
  date,
  {
    name: "FuzzyDate",
    description: "A date as sources give it: exact, approximate or an interval.",
    fields: {
      text: made(
        TITLE,
        "The date in words; a day or a month is put in Dutch and French words where they are left out.",
        ["In woorden", "En toutes lettres", "In Worten", "In words"],
      ),
      edtf: required({ ...LINE, type: "EDTF" }, "The date in figures.", [
        "In cijfers",
        "En chiffres",
        "In Ziffern",
        "In figures",
      ]),
      basis: defaulted(oneOf(DateBasis), "STATED", "Whether the source says it; STATED where it is left out.", [
        "Grondslag",
        "Base",
        "Grundlage",
        "Basis",
      ]),
    },
  },
  { is: "date" },
  "jsonb",
);

const many = <S extends z.ZodType>(
  entry: Sort<S>,
  shape: Sort["shape"],
  column: Sort["column"],
  keyOf?: (value: z.infer<S>) => string,
): Sort<z.ZodType<z.infer<S>[]>> => ({
  schema: listOf(entry.schema as z.ZodType<z.infer<S>>, RECORD_LIMITS.entries, keyOf),
  type: entry.type,
  many: true,
  shape,
  column,
});

type Referred = NonNullable<Sort["refersTo"]>;

const codesOf = (code: z.ZodType<string>, refersTo: Referred, of?: readonly string[]): Sort<z.ZodType<string[]>> => ({
  ...many(sort(code, "ID", { is: "text" }, "text"), of ? { is: "codes", of } : { is: "codes" }, "text[]", sameText),
  refersTo,
});

export const THEMES = codesOf(z.enum(THEME_CODES), "Theme", THEME_CODES);
export const CRITERIA = codesOf(z.enum(CRITERION_CODES), "LegitimacyCriterion", CRITERION_CODES);
export const CRITERION: Sort<z.ZodType<string>> = {
  ...sort(z.enum(CRITERION_CODES), "ID", { is: "choice", of: CRITERION_CODES }, "text"),
  refersTo: "LegitimacyCriterion",
};
export const PARTNERS = codesOf(partnerCode, "Partner");
export const LINES = many(LINE, { is: "lines" }, "text[]");
export const DIFFERENT_LINES = many(LINE, { is: "lines" }, "text[]", sameText);
export const WORDS_LIST = many(WORDS, { is: "textList" }, "jsonb");
