import type { FuzzyDateInput, FuzzyDateValue, LanguageMap } from "@segpol/schema";
import type { z } from "zod";
import type { FieldTable, Members } from "./field.js";

/** What somebody types of an object with these fields. */
export type Typed<F extends FieldTable> = z.infer<z.ZodObject<Members<F>>>;

/** As it is kept: dates with the days that are worked out from them. */
export type Stored<T> = T extends FuzzyDateInput
  ? FuzzyDateValue
  : T extends LanguageMap
    ? T
    : T extends readonly (infer U)[]
      ? readonly Stored<U>[]
      : T extends object
        ? { [K in keyof T]: Stored<T[K]> }
        : T;
