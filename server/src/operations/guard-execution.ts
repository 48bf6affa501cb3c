import {
  defaultFieldResolver,
  getNamedType,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  introspectionTypes,
  isLeafType,
  isObjectType,
  OperationTypeNode,
} from "graphql";
import { isPromise } from "node:util/types";
import { VALUE } from "../costs/query-cost.js";
import type { AnswerBudget } from "./answer-budget.js";
import { currentOperation, type RunningOperation } from "./running-operation.js";
import { giveWay, isTurnOver } from "./turns.js";

/** Nobody reads it. With a path it is taken as it is, of each of thousands of fields that are left. */
const STOPPED = Object.assign(
  new GraphQLError("The operation has ended.", { path: [], extensions: { code: "OPERATION_TIMEOUT" } }),
  { stack: "" },
);

/** How resolvers are guarded. */
interface Guarding {
  /** What an object, or five values, count. */
  readonly weight: number;
  /** Whether single values, too, wait for another turn. */
  readonly leavesGiveWay: boolean;
}

const OF_ANSWERS: Guarding = { weight: 1, leavesGiveWay: true };
/** Objects are small, and as many as the schema has, whoever asks for them. Values are there already, and three times as many. */
const OF_INTROSPECTION: Guarding = { weight: 0.25, leavesGiveWay: false };

/**
 * Counts what the fields of a schema answer with, and resolves none of an operation that has ended; a large operation lets the process
 * hear its connections in between. A mutation is left alone: what it has written it tells whole.
 */
export function guardExecution(schema: GraphQLSchema): void {
  guardIntrospection();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = guardResolver(field.resolve ?? defaultFieldResolver, field.type);
    }
  }
}

let isIntrospectionGuarded = false;

/** The types of introspection are the same of all schemas. Without an operation of a client's they resolve as ever. */
function guardIntrospection(): void {
  if (isIntrospectionGuarded) return;
  isIntrospectionGuarded = true;
  for (const type of introspectionTypes) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = guardResolver(field.resolve ?? defaultFieldResolver, field.type, OF_INTROSPECTION);
    }
  }
}

/** The same of one resolver. `type`: of its field; default: what each call says. */
export function guardResolver<Source, Context, Args>(
  resolve: GraphQLFieldResolver<Source, Context, Args>,
  type?: GraphQLOutputType,
  { weight, leavesGiveWay } = OF_ANSWERS,
): GraphQLFieldResolver<Source, Context, Args> {
  const isLeaf = type && isLeafType(getNamedType(type));
  type Call = Parameters<GraphQLFieldResolver<Source, Context, Args>>;

  function guarded(
    { deadline }: RunningOperation,
    budget: AnswerBudget,
    ...[source, args, context, info]: Call
  ): unknown {
    if (deadline?.signal.aborted) throw STOPPED;
    const value: unknown = resolve(source, args, context, info);
    const isOfLeaf = isLeaf ?? isLeafType(getNamedType(info.returnType));
    const complete = (found: unknown): unknown => {
      if (deadline?.signal.aborted) throw STOPPED;
      count(found, isOfLeaf, weight, budget);
      return Array.isArray(found) && found.length > 1 && !isOfLeaf ? inTurns(found, deadline?.signal) : found;
    };
    if (!isPromise(value)) return complete(value);
    // Many wait for the same statement: what each of them found is completed in a turn of its own when the present one is over.
    return value.then((found: unknown) =>
      !isOfLeaf && isTurnOver() ? giveWay().then(() => complete(found)) : complete(found),
    );
  }

  return (source, args, context, info) => {
    const operation = currentOperation();
    if (operation && info.operation.operation === OperationTypeNode.MUTATION) operation.budget = undefined;
    if (!operation?.budget) return resolve(source, args, context, info);
    const { budget } = operation;
    if ((isLeaf && !leavesGiveWay) || !isTurnOver()) return guarded(operation, budget, source, args, context, info);
    return giveWay().then(() => guarded(operation, budget, source, args, context, info));
  };
}

/** The items of a list; when the turn is over while they are completed, each of the others waits for another, whole. */
function* inTurns(items: readonly unknown[], ended: AbortSignal | undefined): Iterable<unknown> {
  for (const item of items) {
    if (!isTurnOver()) yield item;
    else {
      yield giveWay().then(() => {
        if (ended?.aborted) throw STOPPED;
        return item;
      });
    }
  }
}

function count(value: unknown, isLeaf: boolean, weight: number, budget: AnswerBudget): void {
  if (isLeaf) {
    budget.takeObjects(VALUE * weight);
    budget.takeBytes(lengthOf(value));
  } else {
    budget.takeObjects((Array.isArray(value) ? value.length : 1) * weight);
  }
}

/** Of what is no text the answer's own bytes are counted later. */
function lengthOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  return Array.isArray(value) ? value.reduce<number>((sum, each) => sum + lengthOf(each), 0) : 0;
}
