import type { FuzzyDateInput, FuzzyDateValue, LanguageMap } from "@segpol/schema";
import type { z } from "zod";
import type { Field, FieldTable, Members } from "./field.js";

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

/** As the columns of a table have it: null where there is none. */
export type Columns<F extends FieldTable> = {
  [K in keyof F]: F[K] extends Field<infer S, infer P>
    ? Stored<z.infer<S>> | (P extends "OPTIONAL" ? null : never)
    : never;
};
