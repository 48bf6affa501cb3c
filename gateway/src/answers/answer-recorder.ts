import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { Dependencies } from "../catalogue/read/index/dependencies.js";

/** An operation that has begun to run. */
export interface RanOperation {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What is learnt of one request's answer while it is made; equal requests wait for it. */
export class AnswerRecorder {
  readonly key: string;
  readonly version: number;
  /** Number of the board before anything is read. */
  readonly since: number;
  /** Milliseconds since 1970. */
  readonly from = Date.now();
  readonly dependencies: Dependencies;
  /** Resolves when the answer is kept, or it is known that it is not. */
  readonly settled: Promise<void>;
  /** What has run; undefined: nothing yet. */
  ran: RanOperation | undefined;
  readonly #settle: () => void;

  constructor(key: string, version: number, since: number) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.key = key;
    this.version = version;
    this.since = since;
    this.settled = promise;
    this.#settle = resolve;
    this.dependencies = new Dependencies(resolve);
  }

  /** Nobody has to wait for it any more. */
  settle(): void {
    this.#settle();
  }
}
