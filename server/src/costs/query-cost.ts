import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
} from "graphql";
import { type ErrorEntry, RequestError } from "../errors/request-error.js";
import {
  argumentValue,
  type CostDirectives,
  type ListSize,
  slicesOf,
  type Variables,
  variablesOf,
} from "./cost-directives.js";
import { ASSUMED_LIST_SIZE } from "./with-costs.js";

/** What an object costs of which no `@cost` says otherwise. */
const OBJECT = 1;
/** What a single value costs beside an object: in time and memory, about that. With aliases an object can have hundreds of them. */
export const VALUE = 0.2;

/** By which other routers ask the catalogue for what they know the keys of. It is federation's own: no SDL says its size. */
export const ENTITIES = "_entities";

export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** What an operation may cost. */
export interface CostLimits {
  /** Objects, five values counted as one. */
  readonly objects: number;
  /** Entries of a page at most. */
  readonly pageSize: number;
}

/**
 * Refuses an operation that could answer with more objects than the limit, were every page full. Lists within lists multiply: a query of
 * two hundred letters would ask for a thousand million records, and the process would run out of memory. `entry`: of the error.
 * @throws RequestError QUERY_TOO_COSTLY
 */
export function checkCost(asked: AskedOperation, costs: CostDirectives, limits: CostLimits, entry: ErrorEntry): void {
  const objects = estimateCost(asked, costs, limits);
  if (objects <= limits.objects) return;
  const message = `${tooCostly(objects, limits.objects)} ${entry.mend}`;
  const extensions = { http: { status: entry.status } };
  throw new RequestError("QUERY_TOO_COSTLY", entry.status, message, extensions, asked.operation);
}

/**
 * The most that an operation can answer with, by what the schema's `@cost` and `@listSize` say: its objects, five values counted as
 * one. The operation has to be valid.
 */
export function estimateCost(
  { schema, document, operation, variables }: AskedOperation,
  costs: CostDirectives,
  { pageSize }: Pick<CostLimits, "pageSize">,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const estimate: Estimate = {
    schema,
    costs,
    pageSize,
    variables: variablesOf(operation, variables),
    fragments: new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    ),
    fragmentCosts: new Map(),
  };
  return Math.ceil(costOf(operation.selectionSet, root, undefined, estimate));
}

/** Entities that a field `_entities` asks for. */
export function keysIn(field: FieldNode, variables: Variables): number {
  const keys = argumentValue(field, "representations", variables);
  return Array.isArray(keys) ? keys.length : 1;
}

function tooCostly(objects: number, limit: number): string {
  const asked = objects > 1e9 ? "more than a thousand million" : objects;
  return `A query may ask for ${limit} objects at most, every page taken as full and five values as an object; this one asks for ${asked}.`;
}

interface Estimate {
  readonly schema: GraphQLSchema;
  readonly costs: CostDirectives;
  readonly variables: Variables;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** A fragment costs more where the lists in it are longer; each is counted once for each length. */
  readonly fragmentCosts: Map<string, number>;
  /** No page has more entries; a longer one is refused where it is asked for. */
  readonly pageSize: number;
}

/** Lists that the field around them sizes: those of a connection. */
interface SizedLists {
  readonly fields: readonly string[];
  readonly entries: number;
}

/** What is asked of one object of the type. Of fragments on object types, which exclude one another, the dearest counts. */
function costOf(
  selections: SelectionSetNode,
  type: GraphQLCompositeType,
  sized: SizedLists | undefined,
  estimate: Estimate,
): number {
  let shared = 0;
  const byType = new Map<string, number>();
  const add = (condition: GraphQLCompositeType, cost: number): void => {
    if (condition === type || !isObjectType(condition)) shared += cost;
    else byType.set(condition.name, (byType.get(condition.name) ?? 0) + cost);
  };
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      shared += costOfField(selection, type, sized, estimate);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition } = selection;
      const own = typeCondition ? typeFromAST(estimate.schema, typeCondition) : type;
      if (isCompositeType(own)) add(own, costOf(selection.selectionSet, own, sized, estimate));
    } else {
      const fragment = estimate.fragments.get(selection.name.value);
      const own = fragment && typeFromAST(estimate.schema, fragment.typeCondition);
      if (fragment && isCompositeType(own)) add(own, costOfFragment(fragment, own, sized, estimate));
    }
  }
  return shared + Math.max(0, ...byType.values());
}

function costOfFragment(
  fragment: FragmentDefinitionNode,
  type: GraphQLCompositeType,
  sized: SizedLists | undefined,
  estimate: Estimate,
): number {
  const key = JSON.stringify([fragment.name.value, sized]);
  const known = estimate.fragmentCosts.get(key);
  if (known !== undefined) return known;
  const cost = costOf(fragment.selectionSet, type, sized, estimate);
  estimate.fragmentCosts.set(key, cost);
  return cost;
}

function costOfField(
  field: FieldNode,
  parent: GraphQLCompositeType,
  sized: SizedLists | undefined,
  estimate: Estimate,
): number {
  const { costs } = estimate;
  const name = field.name.value;
  const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  // What asks about the schema itself costs nothing but its values: __typename.
  if (!definition) return field.selectionSet ? 0 : VALUE;
  const coordinate = `${parent.name}.${name}`;
  const type = getNamedType(definition.type);
  const weight = costs.weightOf(coordinate) ?? costs.weightOf(type.name);
  if (!field.selectionSet || !isCompositeType(type)) return weight ?? VALUE;
  const listSize = costs.listSizeOf(coordinate);
  const entries = entriesOf(listSize, field, definition, estimate);
  const below = listSize?.sizedFields.length ? { fields: listSize.sizedFields, entries } : undefined;
  const times = timesOf(definition.type, sized?.fields.includes(name) ? sized.entries : entries);
  return times * ((weight ?? OBJECT) + costOf(field.selectionSet, type, below, estimate));
}

/** Entries of the list that a field is, or of those that it sizes. */
function entriesOf(
  listSize: ListSize | undefined,
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  { variables, pageSize }: Estimate,
): number {
  if (field.name.value === ENTITIES) return keysIn(field, variables);
  const asked = listSize ? slicesOf(listSize, field, definition, variables).map(({ entries }) => entries) : [];
  if (asked.length > 0) return Math.min(pageSize, Math.max(0, ...asked));
  return listSize?.assumedSize ?? ASSUMED_LIST_SIZE;
}

/** How many objects a field gives. Lists within a list are taken to be short. */
function timesOf(type: GraphQLOutputType, entries: number): number {
  const list = getNullableType(type);
  return isListType(list) ? entries * timesOf(list.ofType, ASSUMED_LIST_SIZE) : 1;
}
