import {
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLError,
  GraphQLID,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { type Json, type JsonObject, isJsonArray, isJsonObject } from "../../base/json.js";
import type { ShortLists } from "./short-lists.js";
import type { AskedField, AskedShape } from "./asked-shape.js";

/** A value of an answer that is not of its type. It is null in what is passed on. */
export interface WrongValue {
  readonly path: readonly (string | number)[];
  /** What was expected there, and what kind of value came. */
  readonly message: string;
}

export interface CheckedAnswer {
  /** Of the answer what was asked and is right, and nothing else. */
  readonly data: JsonObject;
  readonly wrong: readonly WrongValue[];
}

export interface AnswerToCheck {
  readonly data: JsonObject;
  readonly shape: AskedShape;
  readonly schema: GraphQLSchema;
  /** Of `_entities`; undefined: root fields were asked. */
  readonly representations: readonly unknown[] | undefined;
  /** Entries that are passed on of a list, by type and field; of others all are. Default: of no list. */
  readonly shortLists?: ShortLists;
}

/** Wrong values of one answer that are told; all of them are null. */
export const MAX_WRONG = 100;

/**
 * Holds a partner's answer to the types of its share of the graph, value by value. The gateway merges everything in an answer into its
 * records, so that a partner could write over what the catalogue says of them, and takes a wrong shape for a fault of its own.
 */
export function checkAnswer({ data, shape, schema, representations, shortLists }: AnswerToCheck): CheckedAnswer {
  const root = schema.getQueryType();
  if (!root) throw new Error("Expected a subgraph with a Query.");
  const check = new Check(schema, representations, shortLists);
  return { data: check.object(data, root, shape, []), wrong: check.wrong };
}

type Path = readonly (string | number)[];

class Check {
  readonly wrong: WrongValue[] = [];
  readonly #schema: GraphQLSchema;
  readonly #representations: readonly unknown[] | undefined;
  readonly #shortLists: ShortLists;

  constructor(
    schema: GraphQLSchema,
    representations: readonly unknown[] | undefined,
    shortLists: ShortLists = new Map(),
  ) {
    this.#schema = schema;
    this.#representations = representations;
    this.#shortLists = shortLists;
  }

  object(value: JsonObject, type: GraphQLObjectType, shape: AskedShape, path: Path): JsonObject {
    const checked: Record<string, Json> = {};
    for (const [key, field] of shape.fieldsOf(type)) {
      const given = this.#shortened(Object.hasOwn(value, key) ? value[key] : undefined, `${type.name}.${field.name}`);
      if (given === undefined && field.mayLack) continue;
      if (given === undefined && field.isLacking) {
        checked[key] = null;
        continue;
      }
      checked[key] = field.type === null ? type.name : this.#value(given, field.type, field, [...path, key]);
    }
    return checked;
  }

  #shortened(value: Json | undefined, coordinate: string): Json | undefined {
    const most = this.#shortLists.get(coordinate);
    return most !== undefined && isJsonArray(value) && value.length > most ? value.slice(0, most) : value;
  }

  #value(value: Json | undefined, type: GraphQLOutputType, field: AskedField, path: Path): Json {
    if (isNonNullType(type)) {
      // The gateway takes the null up to where one may be.
      return value === null ? this.#refuse(value, type, path) : this.#value(value, type.ofType, field, path);
    }
    if (value === null) return null;
    if (value === undefined) return this.#refuse(value, type, path);
    if (isListType(type)) {
      if (!isJsonArray(value)) return this.#refuse(value, type, path);
      return value.map((each, index) => this.#value(each, type.ofType, field, [...path, index]));
    }
    if (isLeafType(type)) return this.#leaf(value, type, path);
    const actual = isJsonObject(value) ? this.#typeOf(value, type, field, path) : undefined;
    return isJsonObject(value) && actual
      ? this.object(value, actual, field.below, path)
      : this.#refuse(value, type, path);
  }

  #leaf(value: Json, type: GraphQLLeafType, path: Path): Json {
    if (!isOfLeaf(value, type)) return this.#refuse(value, type, path);
    // Servers give numbers as ids, and clients are promised texts.
    return type === GraphQLID && typeof value === "number" ? String(value) : value;
  }

  /** The type of an object: that of the record that was asked for, the only one there can be, or what it says itself. */
  #typeOf(value: JsonObject, type: GraphQLOutputType, field: AskedField, path: Path): GraphQLObjectType | undefined {
    const said = saidType(value, field);
    const [root, place, ...deeper] = path;
    const isEntity = this.#representations && root === "_entities" && typeof place === "number" && deeper.length === 0;
    const asked = isEntity ? typenameOf(this.#representations?.[place]) : isObjectType(type) ? type.name : undefined;
    if (asked !== undefined && said !== undefined && asked !== said) return undefined;
    const found = this.#schema.getType(asked ?? said ?? "");
    if (!isObjectType(found)) return undefined;
    return found === type || (isAbstractType(type) && this.#schema.isSubType(type, found)) ? found : undefined;
  }

  #refuse(value: Json | undefined, type: GraphQLOutputType, path: Path): null {
    if (this.wrong.length < MAX_WRONG) {
      this.wrong.push({ path, message: `Expected a value of type ${String(type)}; got ${kindOf(value, type)}.` });
    }
    return null;
  }
}

function isOfLeaf(value: Json, type: GraphQLLeafType): boolean {
  try {
    type.parseValue(value);
    return true;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}

/** What an object says its type is, where that was asked: under whatever key. */
function saidType(value: JsonObject, { below, type }: AskedField): string | undefined {
  const key = below.typenameKey;
  const said = key === undefined || type === null ? undefined : value[key];
  return typeof said === "string" ? said : undefined;
}

function typenameOf(representation: unknown): string | undefined {
  const given = typeof representation === "object" && representation !== null ? representation : {};
  return "__typename" in given && typeof given.__typename === "string" ? given.__typename : undefined;
}

function kindOf(value: Json | undefined, type: GraphQLOutputType): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (isJsonArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value !== "string") return `a ${typeof value}`;
  return isLeafType(type) ? "a text that is not one" : "a text";
}
