import {
  getNamedType,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../base/json.js";
import { HUB_ERRORS } from "../../errors.js";
import { answerKey, CODE_KEY, ID_KEY, type PartnerGraph, prefixOf, TYPE_KEY } from "./own-question.js";
import type { PlacedErrors } from "./placed-errors.js";

/** Steps from the root of an answer, as clients know them. */
export type Path = readonly (string | number)[];

/** What belongs to one answer of a partner. */
export interface PartnerSource {
  readonly graph: PartnerGraph;
  readonly errors: PlacedErrors;
  /** Fields that are selected below what was asked, on any level. */
  readonly selected: ReadonlySet<string>;
}

/** An object of a partner's answer. */
export class PartnerValue {
  readonly typeName: string;
  readonly source: PartnerSource;
  readonly #data: JsonObject;
  readonly #prefix: string;

  constructor(data: JsonObject, typeName: string, prefix: string, source: PartnerSource) {
    this.#data = data;
    this.typeName = typeName;
    this.#prefix = prefix;
    this.source = source;
  }

  /** What the hub knows it by, if it is a record, or something that the hub names: its id or code. */
  get key(): string {
    const key = this.#data[ID_KEY] ?? this.#data[CODE_KEY];
    return typeof key === "string" ? key : "";
  }

  /** A field of it, as graphql-js goes on with it. */
  field({ path, returnType }: Pick<GraphQLResolveInfo, "path" | "returnType">): unknown {
    const value = this.#data[answerKey(String(path.key), this.#prefix)];
    return partnerResult(value ?? null, returnType, pathOf(path), this.source);
  }
}

/**
 * A value of a partner's answer, which has been held to its type, as graphql-js goes on with it: an error in place of a null that may not
 * be one, or of one that the partner explains.
 */
export function partnerResult(value: Json, type: GraphQLOutputType, path: Path, source: PartnerSource): unknown {
  if (isNonNullType(type)) return required(partnerResult(value, type.ofType, path, source), type, path);
  if (value === null) return source.errors.take(path) ?? null;
  if (isListType(type) && isJsonArray(value))
    return value.map((each, index) => partnerResult(each, type.ofType, [...path, index], source));
  return isJsonObject(value) ? objectOf(value, type, source) : value;
}

function objectOf(value: JsonObject, type: GraphQLOutputType, source: PartnerSource): unknown {
  const named = getNamedType(type);
  if (isObjectType(named)) return new PartnerValue(value, named.name, "", source);
  // A scalar of the partner's own.
  if (!isAbstractType(named)) return value;
  const { schema } = source.graph;
  const known = schema.getType(named.name);
  const possible = isAbstractType(known) ? schema.getPossibleTypes(known) : [];
  const index = possible.findIndex(({ name }) => name === value[TYPE_KEY]);
  const found = possible[index];
  return found ? new PartnerValue(value, found.name, prefixOf(index), source) : null;
}

/** The value, or an error in place of a null that may not be one. */
export function required(value: unknown, type: GraphQLOutputType, path: Path): unknown {
  return isNonNullType(type) && (value === null || value === undefined) ? missing(path) : value;
}

export function pathOf(path: GraphQLResolveInfo["path"]): (string | number)[] {
  const steps: (string | number)[] = [];
  for (let step: GraphQLResolveInfo["path"] | undefined = path; step; step = step.prev) steps.push(step.key);
  return steps.toReversed();
}

function missing(path: Path): GraphQLError {
  return new GraphQLError(HUB_ERRORS.VALUE_MISSING.message, { path: [...path], extensions: { code: "VALUE_MISSING" } });
}
