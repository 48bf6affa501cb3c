import type { Field, Model } from "../model/model.js";

/** What a form holds: JSON in the shape of the desk's inputs, with what is typed halfway in it. */
export type Value = string | number | boolean | null | undefined | readonly Value[] | Values;
export interface Values {
  readonly [name: string]: Value;
}

export function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function textOf(value: Value): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function listOf(value: Value): readonly Value[] {
  return isList(value) ? value : [];
}

export function valuesOf(value: Value): Values {
  return isValues(value) ? value : {};
}

/** What is left when all that is empty is left out; undefined: nothing. */
export function pruned(value: Value): Value {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  if (isList(value)) {
    const entries = value.map(pruned).filter((entry) => entry !== undefined);
    return entries.length > 0 ? entries : undefined;
  }
  if (!isValues(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const kept = pruned(member);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** Of a text in languages what was typed counts, not which language would be the original. */
function prunedText(value: Value): Value {
  const { original, ...texts } = valuesOf(pruned(value));
  const languages = Object.keys(texts);
  if (languages.length === 0) return undefined;
  return typeof original === "string" && languages.includes(original) ? { original, ...texts } : texts;
}

/** What a form holds, as the desk's inputs take it. */
export function inputOf(model: Model, fields: readonly Field[], values: Values): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = inputOfField(model, field, values[field.name]);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

function inputOfField(model: Model, field: Field, value: Value): Value {
  if (!field.many) return inputOfOne(model, field, value);
  const entries = listOf(value)
    .map((entry) => inputOfOne(model, field, entry))
    .filter((entry) => entry !== undefined);
  return entries.length > 0 ? entries : undefined;
}

function inputOfOne(model: Model, { type }: Field, value: Value): Value {
  if (type === "Text") return prunedText(value);
  const fields = model.objects.get(type);
  if (!fields) return pruned(value);
  const members = inputOf(model, fields, valuesOf(value));
  return Object.keys(members).length > 0 ? members : undefined;
}

/** What differs, as an update takes it: null clears, a list that is empty now is an empty list. */
export function changesOf(fields: readonly Field[], before: Values, after: Values): Values {
  return Object.fromEntries(
    fields.flatMap(({ name, many, presence }) => {
      const [old, now] = [before[name], after[name]];
      if (isEqual(old, now)) return [];
      return [[name, now ?? (many && presence !== "OPTIONAL" ? [] : null)]];
    }),
  );
}

export function isEqual(one: Value, other: Value): boolean {
  return canonical(one) === canonical(other);
}

/** The same text for the same content, whatever order its members stand in. */
function canonical(value: Value): string {
  if (isList(value)) return `[${value.map(canonical).join()}]`;
  if (!isValues(value)) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join()}}`;
}

/** The values with another one at a path such as measures.0.text.NL. */
export function withValue(values: Values, path: string, value: Value): Values {
  const [first = "", ...rest] = path.split(".");
  return { ...values, [first]: placed(values[first], rest, value) };
}

function placed(within: Value, path: readonly string[], value: Value): Value {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (isList(within)) {
    return within.map((entry, index) => (String(index) === first ? placed(entry, rest, value) : entry));
  }
  const members = valuesOf(within);
  return { ...members, [first]: placed(members[first], rest, value) };
}

/** The same without entries of lists in which nothing is typed, so that places are those that the desk speaks of. */
export function withoutEmptyEntries(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, tidy(value)]));
}

function tidy(value: Value): Value {
  if (isList(value)) return value.map(tidy).filter((entry) => pruned(entry) !== undefined);
  return isValues(value) ? withoutEmptyEntries(value) : value;
}
