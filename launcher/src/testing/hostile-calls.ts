import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import { hostileScalars, HOSTILE_VALUES } from "./hostile-values.js";

/** An operation with a value for one argument that nobody should send. */
export interface HostileCall {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** For a message. */
  readonly what: string;
}

export interface HostileOptions {
  readonly operation?: "query" | "mutation";
  /** By their names, arguments and fields of inputs as they should be, where they are needed beside the one that is tried. */
  readonly others: Readonly<Record<string, unknown>>;
  /** How many values each argument gets. */
  readonly ofEach: number;
}

/** Levels of inputs within inputs. */
const MAX_LEVELS = 3;
/** Fields of a page that are looked into. */
const OF_PAGES: ReadonlySet<string> = new Set(["nodes", "edges", "node", "pageInfo"]);

/** Calls of a root field: for each of its arguments some values, of which some are of the wrong type. */
export function hostileCalls(
  { name, args, type }: GraphQLField<unknown, unknown>,
  { operation = "query", others, ofEach }: HostileOptions,
): HostileCall[] {
  return args.flatMap((argument, index) => {
    const needed = args.filter((each) => each !== argument && isRequiredArgument(each));
    const asShouldBe = needed.map((each) => [each.name, leastOf(each.name, each.type, others)] as const);
    const query = callOf(name, [argument, ...needed], { operation, selection: selectionOf(type) });
    return some(valuesFor(argument.type, MAX_LEVELS), ofEach, index).map((value) => ({
      query,
      variables: Object.fromEntries([[argument.name, value], ...asShouldBe]),
      what: `${name}(${argument.name}: ${JSON.stringify(value)?.slice(0, 80)})`,
    }));
  });
}

function callOf(
  name: string,
  args: readonly GraphQLArgument[],
  { operation, selection }: { readonly operation: string; readonly selection: string },
): string {
  const declared = args.map((argument) => `$${argument.name}: ${argument.type.toString()}`).join(", ");
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  return `${operation} (${declared}) { ${name}(${passed}) ${selection} }`;
}

function valuesFor(type: GraphQLInputType, levels: number): unknown[] {
  const nullable = getNullableType(type);
  if (levels === 0) return [];
  if (isListType(nullable)) {
    return [...HOSTILE_VALUES, ...valuesFor(nullable.ofType, levels).map((value) => [value])];
  }
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const below = fields.flatMap((field) =>
      valuesFor(field.type, levels - 1).map((value) => ({ ...leastFields(nullable, {}), [field.name]: value })),
    );
    return [...HOSTILE_VALUES, ...below];
  }
  if (isEnumType(nullable)) {
    return [...HOSTILE_VALUES, ...nullable.getValues().map(({ name }) => name), "NO_SUCH_VALUE", "__proto__"];
  }
  return [...HOSTILE_VALUES, ...hostileScalars(nullable.name)];
}

/** The least that an argument or a field can be. */
function leastOf(name: string, type: GraphQLInputType, others: HostileOptions["others"]): unknown {
  const given = others[name];
  if (given !== undefined) return given;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [];
  if (isInputObjectType(nullable)) return leastFields(nullable, others);
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  return { Int: 1, Float: 1, Boolean: true, Date: "2026-03-16" }[nullable.name] ?? "x";
}

function leastFields(
  type: Extract<GraphQLInputType, { getFields: unknown }>,
  others: HostileOptions["others"],
): Record<string, unknown> {
  const required = Object.values(type.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, leastOf(field.name, field.type, others)]));
}

/** A little of everything below a field. */
function selectionOf(type: GraphQLOutputType, levels = 2): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  const fields = "getFields" in named ? Object.values(named.getFields()) : [];
  const below = fields.flatMap(({ name, type: of, args }) => {
    if (args.some(isRequiredArgument)) return [];
    if (isLeafType(getNamedType(of))) return [name];
    return levels > 1 && OF_PAGES.has(name) ? [`${name} ${selectionOf(of, levels - 1)}`] : [];
  });
  return `{ __typename ${below.join(" ")} }`;
}

/** Every how-manieth value, so that few of them are of all sorts, and others for each argument. */
function some<T>(values: readonly T[], count: number, shift: number): readonly T[] {
  const step = Math.max(1, Math.floor(values.length / count));
  return values.filter((_value, index) => index % step === shift % step);
}
