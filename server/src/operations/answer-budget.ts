import { type ErrorTable, refusal, type RequestError } from "../errors/request-error.js";
import type { Deadline } from "./deadline.js";

/** What an operation may answer with. */
export interface AnswerLimits {
  /** Objects, five values counted as one: the unit of an operation's cost. */
  readonly objects: number;
  /** Bytes of its JSON. */
  readonly bytes: number;
}

/** Counts an answer while it is made. What is more than its limit ends the operation. */
export interface AnswerBudget {
  /** @throws RequestError ANSWER_TOO_LARGE */
  takeObjects(count: number): void;
  /** Bytes of texts that go into the answer. @throws RequestError ANSWER_TOO_LARGE */
  takeBytes(count: number): void;
  /** Whether the answer may have so many bytes; where not, the operation has ended with ANSWER_TOO_LARGE. */
  allowsBytes(count: number): boolean;
}

export function createAnswerBudget(
  limits: AnswerLimits,
  errors: ErrorTable,
  deadline: Pick<Deadline, "refuse">,
): AnswerBudget {
  let objects = 0;
  let bytes = 0;
  const refuse = (what: string): RequestError => {
    const error = refusal(errors, "ANSWER_TOO_LARGE", `Expected an answer of ${what} at most; it has more.`);
    deadline.refuse(error);
    return error;
  };
  const tooManyBytes = (): RequestError => refuse(`${limits.bytes} bytes`);
  return {
    takeObjects(count) {
      objects += count;
      if (objects > limits.objects) throw refuse(`${limits.objects} objects, five values counted as one,`);
    },
    takeBytes(count) {
      bytes += count;
      if (bytes > limits.bytes) throw tooManyBytes();
    },
    allowsBytes(count) {
      if (count <= limits.bytes) return true;
      tooManyBytes();
      return false;
    },
  };
}
