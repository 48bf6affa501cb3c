import {
  EdtfError,
  edtfBounds,
  type FuzzyDateInput,
  isCalendarDay,
  isPartnerCode,
  isWebAddress,
  parseRecordId,
} from "@segpol/schema/values";
import { z } from "zod";
import { DateBasis } from "../../vocabulary/vocabulary.js";
import { dateInWords } from "./date-in-words.js";
import { refuse } from "./refuse.js";
import { MAX_LENGTH, titleText } from "./texts.js";

/** Largest whole number that GraphQL's Int and the database's int hold. */
const MAX_INT = 2 ** 31 - 1;
const MAX_PEOPLE = 1_000_000;
const MAX_WEIGHT = 1_000_000;
const REGIONS = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** A list without duplicates; entries with equal keys (`keyOf`) are duplicates. */
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

export const day = z.string().check((ctx) => {
  if (!isCalendarDay(ctx.value)) refuse(ctx, "BAD_DATE", "a calendar day YYYY-MM-DD that exists");
});

export const url = z
  .string()
  .overwrite((value) => value.trim())
  .check((ctx) => {
    const { value } = ctx;
    if (value.length > MAX_LENGTH.url)
      refuse(ctx, "TEXT_TOO_LONG", `at most ${MAX_LENGTH.url} characters`, { came: `${value.length} characters` });
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
export const sha256 = pattern(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");
export const mediaType = pattern(
  /^[a-z0-9][\w!#$&^.+-]{0,99}\/[a-z0-9][\w!#$&^.+-]{0,99}$/i,
  "an IANA media type, such as application/pdf",
);
export const country = z.string().check((ctx) => {
  if (!/^[A-Z]{2}$/.test(ctx.value) || REGIONS.of(ctx.value) === undefined) {
    refuse(ctx, "BAD_FORMAT", "an ISO 3166-1 alpha-2 code of a country, such as BE");
  }
});

export const nisCode = pattern(/^\d{5}$/, "the five-digit code of a Belgian municipality");

export const number = z.number();
/** A share: more than nothing. */
export const positive = z.number().gt(0).max(MAX_WEIGHT);
export const whole = z.int().min(-MAX_INT).max(MAX_INT);
export const count = z.int().min(0).max(MAX_INT);
export const people = z.int().min(0).max(MAX_PEOPLE);

/** A date in EDTF. Without a text, a day or a month is put in words; any other date stands as it is. */
export const date: z.ZodType<FuzzyDateInput> = z
  .strictObject({ text: titleText.optional(), edtf: z.string(), basis: z.enum(DateBasis).optional() })
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
