import {
  EdtfError,
  edtfBounds,
  type FuzzyDateInput,
  isCalendarDay,
  isPartnerCode,
  isWebAddress,
  LANGUAGES,
  parseRecordId,
} from "@segpol/schema";
import { z } from "zod";
import * as lists from "../vocabulary.js";
import { dateInWords } from "./date-in-words.js";
import { refuse } from "./refuse.js";
import { line, LONGEST, longText, titleText } from "./texts.js";

/** Largest whole number that GraphQL's Int and the database's int hold. */
const LARGEST_INT = 2 ** 31 - 1;
const MOST_PEOPLE = 1_000_000;
const REGIONS = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** One of a list of the contract. */
export function oneOf<T extends string>(list: Readonly<Record<T, T>>): z.ZodType<T> {
  return z.enum(list);
}

/** A list in which nothing stands twice, told by `keyOf`. */
export function listOf<T>(entry: z.ZodType<T>, most: number, keyOf?: (value: T) => string): z.ZodType<T[]> {
  return z
    .array(entry)
    .max(most)
    .check((ctx) => {
      if (!keyOf) return;
      const keys = ctx.value.map(keyOf);
      for (const [index, key] of keys.entries()) {
        if (keys.indexOf(key) < index)
          refuse(ctx, "DUPLICATE", "each entry once", { path: [index], came: `${JSON.stringify(key)} again` });
      }
    });
}

export const sameText = (value: string): string => value;

export const language = z.enum(LANGUAGES);

export const day = z.string().check((ctx) => {
  if (!isCalendarDay(ctx.value)) refuse(ctx, "BAD_DATE", "a calendar day YYYY-MM-DD that exists");
});

export const url = z
  .string()
  .overwrite((value) => value.trim())
  .check((ctx) => {
    const { value } = ctx;
    if (value.length > LONGEST.url)
      refuse(ctx, "TEXT_TOO_LONG", `at most ${LONGEST.url} characters`, { came: `${value.length} characters` });
    else if (!isWebAddress(value) || !value.isWellFormed())
      refuse(ctx, "BAD_URL", "an absolute http or https URL, such as https://www.police.be/");
  });

function pattern(form: RegExp, expected: string): z.ZodType<string> {
  return z.string().check((ctx) => {
    if (!form.test(ctx.value)) refuse(ctx, "BAD_FORMAT", expected);
  });
}

export const partnerCode = z.string().check((ctx) => {
  if (!isPartnerCode(ctx.value) || ctx.value.length > 50)
    refuse(ctx, "BAD_PARTNER_CODE", "a partner's code, such as CC_GPI");
});

export const recordIdText = z.string().check((ctx) => {
  if (!parseRecordId(ctx.value)) refuse(ctx, "BAD_ID", "the id of a record, such as cps:event:2021-12-08-recherche");
});

/** The form of the id of a follow-up or an assessment. */
export const ROW_ID = /^[\w.:-]{1,200}$/;
export const rowId = pattern(ROW_ID, "1 to 200 letters, digits and . _ : -");
const sha256 = pattern(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");
const mediaType = pattern(
  /^[a-z0-9][\w!#$&^.+-]{0,99}\/[a-z0-9][\w!#$&^.+-]{0,99}$/i,
  "an IANA media type, such as application/pdf",
);
const country = z.string().check((ctx) => {
  if (!/^[A-Z]{2}$/.test(ctx.value) || REGIONS.of(ctx.value) === undefined) {
    refuse(ctx, "BAD_FORMAT", "an ISO 3166-1 alpha-2 code of a country, such as BE");
  }
});

export const number = z.number();
export const whole = z.int().min(-LARGEST_INT).max(LARGEST_INT);
const count = z.int().min(0).max(LARGEST_INT);
const people = z.int().min(0).max(MOST_PEOPLE);

/** A date in EDTF. Without a text, a day or a month is put in words; any other date stands as it is. */
export const date: z.ZodType<FuzzyDateInput> = z
  .strictObject({ text: titleText.optional(), edtf: z.string(), basis: oneOf(lists.DateBasis).optional() })
  .check((ctx) => {
    try {
      edtfBounds(ctx.value.edtf);
    } catch (error) {
      if (!(error instanceof EdtfError)) throw error;
      refuse(ctx, "BAD_EDTF", `a date in EDTF (${error.problem})`, {
        path: ["edtf"],
        came: JSON.stringify(ctx.value.edtf.slice(0, 60)),
      });
    }
  })
  .transform(({ text, edtf, basis = "STATED" }) => ({ text: text ?? dateInWords(edtf), edtf, basis }));

export const provenance = z.strictObject({
  document: line,
  locator: line.optional(),
  url: url.optional(),
  retrievedAt: day.optional(),
});

export const place = z
  .strictObject({
    name: line,
    country,
    nisCode: pattern(/^\d{5}$/, "the five-digit code of a Belgian municipality").optional(),
  })
  .check((ctx) => {
    const { country: code, nisCode } = ctx.value;
    if (nisCode !== undefined && code !== "BE") {
      refuse(ctx, "BAD_FORMAT", "no nisCode outside Belgium", {
        path: ["nisCode"],
        came: `${nisCode} in ${code}`,
        mend: "Leave nisCode out, or mend country.",
      });
    }
  });

export const capacity = z
  .strictObject({
    groups: people.optional(),
    groupMin: people.optional(),
    groupMax: people.optional(),
    min: people.optional(),
    max: people.optional(),
  })
  .check((ctx) => {
    const { groupMin = 0, groupMax = Infinity, min = 0, max = Infinity } = ctx.value;
    if (groupMin > groupMax)
      refuse(ctx, "RANGE_CONTRADICTS", "groupMin no higher than groupMax", {
        path: ["groupMin"],
        came: `${groupMin} and ${groupMax}`,
      });
    if (min > max)
      refuse(ctx, "RANGE_CONTRADICTS", "min no higher than max", { path: ["min"], came: `${min} and ${max}` });
  });

export const registration = z
  .strictObject({
    state: oneOf(lists.RegistrationState),
    url: url.optional(),
    opensOn: day.optional(),
    closesOn: day.optional(),
    contact: line.optional(),
  })
  .check((ctx) => {
    const { opensOn, closesOn } = ctx.value;
    if (opensOn !== undefined && closesOn !== undefined && opensOn > closesOn) {
      refuse(ctx, "DATES_CONTRADICT", "registration to open before it closes", {
        path: ["closesOn"],
        came: `${opensOn} to ${closesOn}`,
      });
    }
  });

export const document = z.strictObject({
  url,
  language,
  mediaType,
  bytes: count.optional(),
  sha256: sha256.optional(),
});

export const priority = z
  .strictObject({ rank: z.int().min(1).max(10_000), of: z.int().min(1).max(10_000), method: longText.optional() })
  .check((ctx) => {
    const { rank, of } = ctx.value;
    if (rank > of)
      refuse(ctx, "RANGE_CONTRADICTS", "rank no higher than of", { path: ["rank"], came: `${rank} of ${of}` });
  });

export const evidence = z.strictObject({
  type: line,
  description: longText,
  url: url.optional(),
  sha256: sha256.optional(),
});
export const dimension = z.strictObject({ name: line, value: line });
export const target = z.strictObject({ value: number, period: date });
export const link = z.strictObject({ rel: z.enum(lists.LINK_RELATIONS), id: recordIdText });
export { count };
