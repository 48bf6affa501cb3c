import { CRITERION_CODES, THEME_CODES, vocabulary } from "@segpol/schema";
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from "graphql";
import { directiveNode } from "./directive-node.js";

/** Entries of a list of which nothing is known; routers elsewhere call it their list size. */
export const ASSUMED_LIST_SIZE = 5;

/** Entries of a page whose size is not asked for, and of a list of a record beside which a connection has all. */
export const DEFAULT_PAGE = 20;

/** As many partners as the hub is made for. */
const MAX_PARTNERS = 40;

/** Lists that may hold all there are of a type. */
const SIZES_BY_TYPE: Readonly<Record<string, number>> = {
  ChangeCount: 3 * MAX_PARTNERS,
  CoverageCell: THEME_CODES.length * MAX_PARTNERS,
  Gap: 100,
  GapCount: 12,
  GapPartnerCount: MAX_PARTNERS,
  GapThemeCount: THEME_CODES.length,
  LegitimacyCriterion: CRITERION_CODES.length,
  ProgressPoint: 60,
  ProgressRow: MAX_PARTNERS,
  Source: MAX_PARTNERS,
  StrategicObjective: vocabulary.objectives.length,
  Theme: THEME_CODES.length,
};

const SIZES_BY_FIELD: Readonly<Record<string, number>> = {
  // An event's organisers are partners too, and never all of them.
  "Query.partners": MAX_PARTNERS,
  // A tree holds no more however many of its levels are asked for.
  "Measure.measures": 1,
  "Theme.narrower": 1,
};

/**
 * Objects that cost more than themselves, in objects of a page. Facets are counted over all that a filter lets pass: among 2,000 records
 * that takes as long as 100 to 200 objects. Changes are looked for among all versions: of records that are asked together in one statement.
 */
const WEIGHTS: Readonly<Record<string, number>> = { ChangeConnection: 20, Facets: 100 };

/** By which pages are sized, whoever defines them. */
export const SLICING_ARGUMENTS: readonly string[] = ["first", "last"];
const SIZED_FIELDS: ReadonlySet<string> = new Set(["edges", "nodes"]);

type FieldsDefinitionNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * Says of every list of objects how long it may be, by `@listSize`: of pages by the arguments that size them, whoever defines them, of
 * others by the tables above; and by `@cost` which objects cost more than others. The types are all that a subgraph has.
 */
export function withCosts(types: readonly TypeDefinitionNode[]): readonly TypeDefinitionNode[] {
  const byName = new Map(types.map((type) => [type.name.value, type]));
  const sizedElsewhere = new Set(
    types.flatMap((type) =>
      fieldsOf(type).flatMap((field) =>
        slicingArguments(field).length > 0
          ? sizedFields(field, byName).map((sized) => `${namedTypeOf(field.type)}.${sized}`)
          : [],
      ),
    ),
  );
  const sized = (type: FieldsDefinitionNode, field: FieldDefinitionNode): FieldDefinitionNode => {
    // Composition merges no directive of a field that another subgraph resolves.
    if (field.directives?.some(({ name }) => name.value === "external")) return field;
    const coordinate = `${type.name.value}.${field.name.value}`;
    const directive = pageSize(field, byName) ?? listSize(field, coordinate, byName);
    if (!directive || sizedElsewhere.has(coordinate)) return field;
    return { ...field, directives: [...(field.directives ?? []), directive] };
  };
  return types.map((type) =>
    hasFields(type) ? { ...weighed(type), fields: fieldsOf(type).map((field) => sized(type, field)) } : type,
  );
}

function weighed(type: FieldsDefinitionNode): FieldsDefinitionNode {
  const weight = WEIGHTS[type.name.value];
  return weight === undefined
    ? type
    : { ...type, directives: [...(type.directives ?? []), directiveNode("cost", { weight })] };
}

type TypesByName = ReadonlyMap<string, TypeDefinitionNode>;

function pageSize(field: FieldDefinitionNode, types: TypesByName): ConstDirectiveNode | undefined {
  const slicing = slicingArguments(field);
  const sized = sizedFields(field, types);
  if (slicing.length === 0 || (sized.length === 0 && !isListOfObjects(field, types))) return undefined;
  return directiveNode("listSize", {
    assumedSize: DEFAULT_PAGE,
    slicingArguments: slicing,
    sizedFields: sized.length > 0 ? sized : undefined,
    requireOneSlicingArgument: false,
  });
}

function listSize(field: FieldDefinitionNode, coordinate: string, types: TypesByName): ConstDirectiveNode | undefined {
  if (!isListOfObjects(field, types)) return undefined;
  const size = SIZES_BY_FIELD[coordinate] ?? SIZES_BY_TYPE[namedTypeOf(field.type)] ?? ASSUMED_LIST_SIZE;
  return directiveNode("listSize", { assumedSize: size });
}

function slicingArguments({ arguments: args = [] }: FieldDefinitionNode): readonly string[] {
  return args
    .filter(({ name, type }) => SLICING_ARGUMENTS.includes(name.value) && !isList(type) && namedTypeOf(type) === "Int")
    .map(({ name }) => name.value);
}

/** The lists of a connection: those that all connections have or, where a partner's has none of them, whatever lists it has. */
function sizedFields(field: FieldDefinitionNode, types: TypesByName): readonly string[] {
  const type = types.get(namedTypeOf(field.type));
  if (!type || isList(field.type)) return [];
  const lists = fieldsOf(type).flatMap((inner) => (isListOfObjects(inner, types) ? [inner.name.value] : []));
  const usual = lists.filter((name) => SIZED_FIELDS.has(name));
  return usual.length > 0 ? usual : lists;
}

function isListOfObjects({ type }: FieldDefinitionNode, types: TypesByName): boolean {
  const kind = types.get(namedTypeOf(type))?.kind;
  return (
    isList(type) &&
    (kind === Kind.OBJECT_TYPE_DEFINITION ||
      kind === Kind.INTERFACE_TYPE_DEFINITION ||
      kind === Kind.UNION_TYPE_DEFINITION)
  );
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

function hasFields(type: TypeDefinitionNode): type is FieldsDefinitionNode {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function fieldsOf(type: TypeDefinitionNode): readonly FieldDefinitionNode[] {
  return hasFields(type) ? (type.fields ?? []) : [];
}
