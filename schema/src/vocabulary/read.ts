import { isLanguageMap, type LanguageMap, LANGUAGES } from "../languages/language-map.js";
import { isWebAddress } from "../web-address.js";

/** A file of the vocabulary is malformed. */
export class VocabularyError extends Error {
  override readonly name = "VocabularyError";
}

/** Reads one value of a vocabulary file; `place` is its location: themes.json[2].title. */
export type Reader<T> = (value: unknown, place: string) => T;

/** Readers by key, for the keys of T. */
export type Shape<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

/** Refuses a value of a vocabulary file. */
export function refuse(place: string, expected: string, value: unknown): never {
  throw new VocabularyError(`Expected ${expected} at ${place}; got ${JSON.stringify(value)?.slice(0, 100)}.`);
}

/** Reads an object that has exactly the keys of the shape. */
export function shapeOf<T extends object>(shape: Shape<T>): Reader<T> {
  const keys = Object.keys(shape);
  return (value, place) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(place, "an object", value);
    const fields = value as Record<string, unknown>;
    const unknown = Object.keys(fields).filter((key) => !keys.includes(key));
    if (unknown.length > 0) refuse(place, `no keys but ${keys.join(", ")}`, unknown);
    const entries = Object.entries<Reader<unknown>>(shape).map(([key, read]) => [
      key,
      read(fields[key], `${place}.${key}`),
    ]);
    return Object.freeze(Object.fromEntries(entries)) as T;
  };
}

/** Reads a list, each member by the same reader. */
export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) refuse(place, "a list", value);
    return Object.freeze(value.map((member: unknown, index) => read(member, `${place}[${index}]`)));
  };
}

/** Reads null, or what the reader reads. */
export function orNull<T>(read: Reader<T>): Reader<T | null> {
  return (value, place) => (value === null ? null : read(value, place));
}

/** Reads one of a few texts. */
export function oneOf<T extends string>(values: readonly T[]): Reader<T> {
  return (value, place) => values.find((each) => each === value) ?? refuse(place, `one of ${values.join(", ")}`, value);
}

/** Reads a text that is not empty. */
export const text: Reader<string> = (value, place) =>
  typeof value === "string" && value.trim() !== "" ? value : refuse(place, "a text", value);

/** Reads an absolute http or https URL. */
export const url: Reader<string> = (value, place) =>
  typeof value === "string" && isWebAddress(value) ? value : refuse(place, "an absolute http or https URL", value);

/** Reads a language map that has a text in every language of the hub. */
export const everyLanguage: Reader<LanguageMap> = (value, place) =>
  isLanguageMap(value) && LANGUAGES.every((language) => value[language])
    ? Object.freeze(value)
    : refuse(place, `a language map with "original" and texts in ${LANGUAGES.join(", ")}`, value);
