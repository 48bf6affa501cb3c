import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  GraphQLError,
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
  TypeInfo,
  ValidationContext,
  type ValidationRule,
  visit,
} from "graphql";
import { CRITERION_CODES, THEME_CODES } from "@segpol/schema";
import type { QueryLimits } from "../config.js";
import { HUB_ERRORS, HubError } from "../errors.js";

/** Page of a list that is asked for without `first` and `last`. */
const DEFAULT_PAGE = 20;
/** Most that a page holds: what a variable may ask for. */
const LARGEST_PAGE = 100;
/** Taken for lists without pages, a record's measures say. */
const SHORT_LIST = 5;
/** As many as the hub is made for. */
const MOST_PARTNERS = 40;
/** Lists without pages of which more is known: there may be all that there are. */
const LISTS_OF: ReadonlyMap<string, number> = new Map([
  ["Theme", THEME_CODES.length],
  ["LegitimacyCriterion", CRITERION_CODES.length],
  ["CoverageCell", THEME_CODES.length * MOST_PARTNERS],
  ["ProgressRow", MOST_PARTNERS],
  ["Gap", 100],
]);
/** What a single value costs beside an object: in time and memory, about that. */
const VALUE = 0.2;

/**
 * Refuses a query that could answer with more objects than the limit, were every page full. Lists within lists multiply: a query of two
 * hundred letters would ask for a thousand million records, and the hub would run out of memory. Five values count as one object:
 * with aliases an object can have hundreds of them.
 */
export function maxObjectsRule(limit: number): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const objects = objectsOf(operation, context, SHORT_LIST);
      if (objects <= limit) return;
      context.reportError(
        new GraphQLError(tooCostly(objects, limit), {
          nodes: operation,
          extensions: { validationErrorCode: "QUERY_TOO_COSTLY" },
        }),
      );
    },
  });
}

export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** By which other routers ask the catalogue for what they know the keys of. */
const ENTITIES = "_entities";

/**
 * Refuses a question for too many entities, or for too much of each; how many there are, variables tell.
 * @throws HubError TOO_MANY_REPRESENTATIONS, QUERY_TOO_COSTLY
 */
export function checkRepresentations(
  { schema, document, operation, variables }: AskedOperation,
  limits: Pick<QueryLimits, "objects" | "representations">,
): void {
  let count = 0;
  // Wherever it stands: in a fragment too.
  visit(document, {
    Field(field) {
      if (field.name.value === ENTITIES) count += representationsOf(field, variables);
    },
  });
  if (count === 0) return;
  const http = { status: 400 };
  if (count > limits.representations) {
    throw new HubError(
      "TOO_MANY_REPRESENTATIONS",
      `Expected ${limits.representations} representations at most; got ${count}. ${HUB_ERRORS.TOO_MANY_REPRESENTATIONS.mend}`,
      { http },
    );
  }
  const context = new ValidationContext(schema, document, new TypeInfo(schema), () => undefined);
  const objects = objectsOf(operation, context, count);
  if (objects > limits.objects) throw new HubError("QUERY_TOO_COSTLY", tooCostly(objects, limits.objects), { http });
}

function representationsOf({ arguments: given = [] }: FieldNode, variables: AskedOperation["variables"]): number {
  const value = given.find(({ name }) => name.value === "representations")?.value;
  if (value?.kind === Kind.LIST) return value.values.length;
  const list = value?.kind === Kind.VARIABLE ? variables?.[value.name.value] : undefined;
  return Array.isArray(list) ? list.length : 0;
}

function objectsOf(operation: OperationDefinitionNode, context: ValidationContext, representations: number): number {
  const root = context.getSchema().getRootType(operation.operation);
  const counting = { context, fragments: new Map<string, number | undefined>(), page: DEFAULT_PAGE, representations };
  return root ? Math.ceil(costOf(operation.selectionSet, root, counting)) : 0;
}

function tooCostly(objects: number, limit: number): string {
  const asked = objects > 1e9 ? "more than a thousand million" : objects;
  return `A query may ask for ${limit} objects at most, every page taken as full and five values as an object; this one asks for ${asked}. ${HUB_ERRORS.QUERY_TOO_COSTLY.mend}`;
}

interface Counting {
  readonly context: ValidationContext;
  /** Costs of fragments; undefined while one is counted, which ends a cycle. Another rule refuses it. */
  readonly fragments: Map<string, number | undefined>;
  /** Entries of the connection that the selections are of. */
  readonly page: number;
  /** Entries of `_entities`. */
  readonly representations: number;
}

type Composite = Exclude<ReturnType<GraphQLSchema["getType"]>, undefined>;

/** Objects below one object of the type. Of fragments on object types, which exclude one another, the dearest counts. */
function costOf(selections: SelectionSetNode, type: Composite, counting: Counting): number {
  let shared = 0;
  const byType = new Map<string, number>();
  const add = (condition: string, cost: number): void => {
    const narrowed = condition !== type.name && isObjectType(counting.context.getSchema().getType(condition));
    if (narrowed) byType.set(condition, (byType.get(condition) ?? 0) + cost);
    else shared += cost;
  };
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) {
      shared += costOfField(selection, type, counting);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition } = selection;
      const own = typeCondition ? typeFromAST(counting.context.getSchema(), typeCondition) : type;
      if (own) add(own.name, costOf(selection.selectionSet, own, counting));
    } else {
      const fragment = counting.context.getFragment(selection.name.value);
      if (fragment) add(fragment.typeCondition.name.value, costOfFragment(selection.name.value, counting));
    }
  }
  return shared + Math.max(0, ...byType.values());
}

function costOfFragment(name: string, counting: Counting): number {
  const key = `${name} ${counting.page}`;
  if (counting.fragments.has(key)) return counting.fragments.get(key) ?? 0;
  counting.fragments.set(key, undefined);
  const fragment = counting.context.getFragment(name);
  const type = fragment && typeFromAST(counting.context.getSchema(), fragment.typeCondition);
  const cost = fragment && type ? costOf(fragment.selectionSet, type, counting) : 0;
  counting.fragments.set(key, cost);
  return cost;
}

function costOfField(field: FieldNode, parent: Composite, counting: Counting): number {
  if (!field.selectionSet) return VALUE;
  if (!(isObjectType(parent) || isInterfaceType(parent))) return 0;
  const definition = parent.getFields()[field.name.value];
  const type = definition && getNamedType(definition.type);
  if (!definition || !type || !isCompositeType(type)) return 0;
  const paged = definition.args.some(({ name }) => name === "first");
  const page = paged ? pageOf(field) : counting.page;
  const below = costOf(field.selectionSet, type, { ...counting, page });
  const entries = field.name.value === ENTITIES ? counting.representations : times(definition.type, parent, counting);
  return entries * (1 + below);
}

/** How many objects a field gives. The lists of a connection are its page. */
function times(type: GraphQLOutputType, parent: Composite, { page }: Counting): number {
  if (!isListType(getNullableType(type))) return 1;
  // A type within itself descends a tree (themes, measures), which holds no more however many levels are asked for.
  if (isObjectType(parent) && getNamedType(type).name === parent.name) return 1;
  // An event's organisers are partners too, and never all of them.
  if (parent.name === "Query" && getNamedType(type).name === "Partner") return MOST_PARTNERS;
  return parent.name.endsWith("Connection") ? page : (LISTS_OF.get(getNamedType(type).name) ?? SHORT_LIST);
}

function pageOf(field: FieldNode): number {
  const asked = field.arguments?.filter(({ name }) => name.value === "first" || name.value === "last") ?? [];
  if (asked.length === 0) return DEFAULT_PAGE;
  const sizes = asked.map(({ value }) => (value.kind === Kind.INT ? Number(value.value) : LARGEST_PAGE));
  return Math.min(LARGEST_PAGE, Math.max(0, ...sizes));
}
