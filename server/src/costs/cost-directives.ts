import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  Kind,
  type OperationDefinitionNode,
  parse,
  valueFromASTUntyped,
  visit,
} from "graphql";

/** What `@listSize` says of a field: https://ibm.github.io/graphql-specs/cost-spec.html */
export interface ListSize {
  /** Entries where no slicing argument is given. Undefined: not said. */
  readonly assumedSize: number | undefined;
  /** Arguments that say how many entries are asked for. */
  readonly slicingArguments: readonly string[];
  /** The lists of the field's own type that they size; none: the field is the list. */
  readonly sizedFields: readonly string[];
}

/** What an SDL says of costs. Weights stand on fields and types, as composition lets them; of arguments none is read. */
export interface CostDirectives {
  /** `@cost` of a type, or of a field by its coordinate (Query.themes). */
  weightOf(coordinate: string): number | undefined;
  /** `@listSize` of a field by its coordinate. */
  listSizeOf(coordinate: string): ListSize | undefined;
}

/** Values of variables, default values of the operation's own among them. */
export type Variables = ReadonlyMap<string, unknown>;

/** Reads the directives of a subgraph or a supergraph, under the names that composition gives them. */
export function readCostDirectives(sdl: string | DocumentNode): CostDirectives {
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  visit(typeof sdl === "string" ? parse(sdl, { noLocation: true }) : sdl, {
    enter(node) {
      switch (node.kind) {
        case Kind.OBJECT_TYPE_DEFINITION:
        case Kind.INTERFACE_TYPE_DEFINITION:
          for (const { name, directives } of node.fields ?? []) {
            const coordinate = `${node.name.value}.${name.value}`;
            readWeight(coordinate, directives, weights);
            const size = directives?.find((directive) => directive.name.value === "listSize");
            if (size) sizes.set(coordinate, readListSize(size));
          }
          readWeight(node.name.value, node.directives, weights);
          return false;
        case Kind.ENUM_TYPE_DEFINITION:
        case Kind.SCALAR_TYPE_DEFINITION:
          readWeight(node.name.value, node.directives, weights);
          return false;
        default:
          return undefined;
      }
    },
  });
  return {
    weightOf: (coordinate) => weights.get(coordinate),
    listSizeOf: (coordinate) => sizes.get(coordinate),
  };
}

function readWeight(
  coordinate: string,
  directives: readonly ConstDirectiveNode[] | undefined,
  weights: Map<string, number>,
): void {
  const directive = directives?.find(({ name }) => name.value === "cost");
  const weight = directive && intOf(argumentOf(directive, "weight"));
  if (weight !== undefined) weights.set(coordinate, weight);
}

function readListSize(directive: ConstDirectiveNode): ListSize {
  return {
    assumedSize: intOf(argumentOf(directive, "assumedSize")),
    slicingArguments: stringsOf(argumentOf(directive, "slicingArguments")),
    sizedFields: stringsOf(argumentOf(directive, "sizedFields")),
  };
}

function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return given.find((argument) => argument.name.value === name)?.value;
}

function intOf(value: ConstValueNode | undefined): number | undefined {
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

function stringsOf(value: ConstValueNode | undefined): readonly string[] {
  return value?.kind === Kind.LIST
    ? value.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []))
    : [];
}

export function variablesOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>> | undefined,
): Variables {
  const values = new Map(Object.entries(given ?? {}));
  for (const { variable, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    if (defaultValue && values.get(name) === undefined) values.set(name, valueFromASTUntyped(defaultValue));
  }
  return values;
}

/** A slicing argument, and how many entries it asks for. */
interface Slice {
  readonly argument: string;
  readonly entries: number;
}

/** The slicing arguments that a field is given, or has by default. */
export function slicesOf(
  { slicingArguments }: Pick<ListSize, "slicingArguments">,
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  variables: Variables,
): readonly Slice[] {
  return slicingArguments.flatMap((argument) => {
    const byDefault = definition.args.find(({ name }) => name === argument)?.defaultValue;
    const entries = argumentValue(field, argument, variables) ?? byDefault;
    return typeof entries === "number" ? [{ argument, entries }] : [];
  });
}

/** What a field is given for an argument; undefined: nothing. */
export function argumentValue(field: FieldNode, argument: string, variables: Variables): unknown {
  const node = field.arguments?.find(({ name }) => name.value === argument)?.value;
  if (!node) return undefined;
  return node.kind === Kind.VARIABLE ? variables.get(node.name.value) : valueFromASTUntyped(node);
}
