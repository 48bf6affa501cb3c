import { AsyncLocalStorage } from "node:async_hooks";
import type { Deadline } from "./deadline.js";
import type { AnswerBudget } from "./answer-budget.js";

/** The GraphQL operation that a request runs. */
export interface RunningOperation {
  /** Known once the query is parsed; for the log. */
  name: string | null;
  /** Whether it was not run, since its answer was there already; for the log. */
  isKept: boolean;
  /** Undefined: it has not begun. */
  deadline: Deadline | undefined;
  /** What its answer may take; undefined: it has not begun, or may take whatever it needs. */
  budget: AnswerBudget | undefined;
  /** Leaves its place among those that run at a time to others: it does nothing but wait. Undefined: it has none. */
  leavePlace: (() => void) | undefined;
}

const running = new AsyncLocalStorage<RunningOperation>();

/** Runs what belongs to an operation. */
export function asOperation<T>(operation: RunningOperation, work: () => Promise<T>): Promise<T> {
  return running.run(operation, work);
}

/** The operation that the caller works for; undefined: none of a client's. */
export function currentOperation(): RunningOperation | undefined {
  return running.getStore();
}
