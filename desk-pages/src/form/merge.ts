import { isEqual, isValues, type Value, type Values } from "./values.js";

/** A place where two people wrote different things on top of the same. */
export interface Clash {
  /** Such as title.NL. */
  readonly path: string;
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

export interface Merged {
  /** Both people's changes; where they clash, mine. */
  readonly values: Values;
  readonly clashes: readonly Clash[];
  /** Places that only the other one changed. */
  readonly taken: readonly Pick<Clash, "path" | "base" | "theirs">[];
}

/** Puts two people's changes of the same record together, field by field; lists are one field each. */
export function merge(base: Values, mine: Values, theirs: Values): Merged {
  const clashes: Clash[] = [];
  const taken: Pick<Clash, "path" | "base" | "theirs">[] = [];
  const members = (at: string, was: Values, own: Values, other: Values): Values =>
    Object.fromEntries(
      [...new Set([...Object.keys(was), ...Object.keys(own), ...Object.keys(other)])].map((name) => [
        name,
        one(at === "" ? name : `${at}.${name}`, was[name], own[name], other[name]),
      ]),
    );
  const one = (path: string, was: Value, own: Value, other: Value): Value => {
    if (isEqual(own, other) || isEqual(was, other)) return own;
    if (isEqual(was, own)) {
      taken.push({ path, base: was, theirs: other });
      return other;
    }
    if (isValues(own) && isValues(other)) return members(path, isValues(was) ? was : {}, own, other);
    clashes.push({ path, base: was, mine: own, theirs: other });
    return own;
  };
  return { values: members("", base, mine, theirs), clashes, taken };
}
