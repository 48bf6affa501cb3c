import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import type { Random } from "../catalogue/support/random.js";

export const STYLES = ["deep", "wide", "aliased"] as const;
type Style = (typeof STYLES)[number];

/** What a style's queries are like, one smaller and one larger than the hub takes. */
const SHAPES: Readonly<Record<Style, { readonly levels: readonly number[]; readonly fields: readonly number[] }>> = {
  deep: { levels: [6, 12, 20, 28, 40], fields: [1, 2] },
  wide: { levels: [2, 3, 4], fields: [5, 20, 60] },
  aliased: { levels: [2, 3], fields: [3, 10, 40, 150] },
};
/** No text of a query is longer; the request's body is limited anyway. */
const MAX_LENGTH = 200_000;

interface Making {
  readonly schema: GraphQLSchema;
  readonly random: Random;
  readonly ids: readonly string[];
  readonly style: Style;
  readonly fields: number;
  length: number;
  aliases: number;
}

/** A valid query against the schema, asked deep, wide or under many aliases. */
export function randomQuery(schema: GraphQLSchema, ids: readonly string[], style: Style, random: Random): string {
  const { levels, fields } = SHAPES[style];
  const making: Making = { schema, random, ids, style, fields: random.pick(fields), length: 0, aliases: 0 };
  const root = schema.getQueryType();
  if (!root) throw new Error("Expected the schema to have a Query.");
  return `query Random${selectionOf(root, random.pick(levels), making)}`;
}

function selectionOf(type: GraphQLNamedType, levels: number, making: Making): string {
  const { random, schema, style } = making;
  if (!isObjectType(type) && !isInterfaceType(type)) return "{ __typename }";
  // Changes of a record take statements of their own; a hub's limit of costs lets few of them pass, and here none is in force.
  const isAsked = ({ name }: { readonly name: string }): boolean =>
    !name.startsWith("_") && (name !== "changes" || type.name === "Query");
  const all = Object.values(type.getFields()).filter(isAsked);
  const composite = all.filter((field) => isCompositeType(getNamedType(field.type)));
  const onwards = composite.filter((field) => goesDeeper(getNamedType(field.type)));
  // Of what ends a level below, a deep query has one only where there is nothing else.
  const nested = style === "deep" && onwards.length > 0 ? onwards : composite;
  const chosen = new Map<string, string>();
  for (let count = 0; count < making.fields && making.length < MAX_LENGTH; count += 1) {
    const goesOn = levels > 1 && nested.length > 0 && (style === "deep" ? count === 0 : random.chance(0.4));
    const field = random.pick(goesOn ? nested : all);
    if (levels <= 1 && isCompositeType(getNamedType(field.type))) continue;
    const alias = style === "aliased" ? `a${(making.aliases += 1)}` : field.name;
    if (chosen.has(alias)) continue;
    const text = `${alias === field.name ? "" : `${alias}: `}${fieldOf(field, levels, making)}`;
    making.length += text.length;
    chosen.set(alias, text);
  }
  if (isInterfaceType(type) && random.chance(0.3) && making.length < MAX_LENGTH) {
    const own = random.pick(schema.getPossibleTypes(type));
    chosen.set("...", `... on ${own.name} { __typename ${style === "aliased" ? "" : "id"} }`);
  }
  return ` { __typename ${[...chosen.values()].join(" ")} }`;
}

function goesDeeper(type: GraphQLNamedType): boolean {
  if (!isObjectType(type) && !isInterfaceType(type)) return false;
  return Object.values(type.getFields()).some((field) => isCompositeType(getNamedType(field.type)));
}

function fieldOf(field: GraphQLField<unknown, unknown>, levels: number, making: Making): string {
  const named = getNamedType(field.type);
  const given = field.args.flatMap((arg) => argumentOf(arg, making));
  const text = `${field.name}${given.length > 0 ? `(${given.join(", ")})` : ""}`;
  return isCompositeType(named) ? text + selectionOf(named, levels - 1, making) : text;
}

function argumentOf({ name, type, defaultValue }: GraphQLArgument, making: Making): readonly string[] {
  const { random, style } = making;
  const isNeeded = isNonNullType(type) && defaultValue === undefined;
  if (name === "first") return random.chance(0.7) ? [`first: ${random.pick([1, 5, 20, 100])}`] : [];
  // In a wide query a field comes again under its own name, with the same arguments.
  if (
    !isNeeded &&
    (style === "wide" || name === "last" || name === "after" || name === "before" || random.chance(0.8))
  ) {
    return [];
  }
  const value = valueOf(type, making);
  return value === undefined ? [] : [`${name}: ${value}`];
}

function valueOf(type: GraphQLInputType, making: Making): string | undefined {
  const { random, ids } = making;
  if (isNonNullType(type)) return valueOf(type.ofType, making);
  if (isListType(type)) {
    const value = valueOf(type.ofType, making);
    return value === undefined ? undefined : `[${value}]`;
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name;
  if (isInputObjectType(type)) return "{}";
  switch (type.name) {
    case "ID":
      return JSON.stringify(random.pick(ids));
    case "String":
      return JSON.stringify(random.pick(["TRUST", "Opleiding", "x"]));
    case "Int":
      return String(1 + random.below(20));
    case "Float":
      return "0.5";
    case "Boolean":
      return String(random.chance(0.5));
    case "Date":
      return '"2022-03-16"';
    case "DateTime":
      return '"2022-03-16T09:30:00Z"';
    default:
      return undefined;
  }
}
