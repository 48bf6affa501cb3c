import type { FastifyReply } from "fastify";
import type { DocumentNode, OperationDefinitionNode } from "graphql";
import { Dependencies } from "../catalogue/read/index/dependencies.js";
import { SAME_MOMENT_MS } from "../partners/same-moment.js";
import type { SharedAnswer } from "./shared-answer.js";
import { waitWithin } from "./wait-within.js";

/** Milliseconds for which a request waits for an equal one, which may itself wait for its turn behind others of its own client. */
const MAX_WAIT_MS = 1_000;

/** An operation that has begun to run. */
export interface RanOperation {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface RecorderOptions {
  readonly key: string;
  /** Who asks, as partners see them. */
  readonly reader: string;
  readonly version: number;
  /** Number of the board before anything is read. */
  readonly since: number;
}

/** What is learnt of one request's answer while it is made; equal requests wait for it. */
export class AnswerRecorder {
  readonly key: string;
  readonly reader: string;
  readonly version: number;
  readonly since: number;
  /** Milliseconds since 1970. */
  readonly from = Date.now();
  readonly dependencies: Dependencies;
  /** Resolves when the answer is kept, or it is known that it is not. */
  readonly decided: Promise<void>;
  /** Resolves when it is made, with what others may have of it. */
  readonly ended: Promise<SharedAnswer | undefined>;
  /** What has run; undefined: nothing yet. */
  ran: RanOperation | undefined;
  readonly #began = performance.now();
  readonly #waiting = new Set<FastifyReply["raw"]>();
  readonly #decide: () => void;
  readonly #end: (shared: SharedAnswer | undefined) => void;

  constructor({ key, reader, version, since }: RecorderOptions) {
    this.key = key;
    this.reader = reader;
    this.version = version;
    this.since = since;
    const { promise: decided, resolve: decide } = Promise.withResolvers<void>();
    const { promise: ended, resolve: end } = Promise.withResolvers<SharedAnswer | undefined>();
    this.decided = decided;
    this.ended = ended;
    this.#decide = decide;
    this.#end = end;
    this.dependencies = new Dependencies(decide);
  }

  /** Whether what it says of owners is said at this moment too. */
  get isOfNow(): boolean {
    return performance.now() - this.#began <= SAME_MOMENT_MS;
  }

  /** Whether clients of other requests wait for it. */
  get isAwaited(): boolean {
    return [...this.#waiting].some(({ destroyed }) => !destroyed);
  }

  /** Waits until it is kept, or made where this reader may have it all the same; gives it then. */
  async wait(reader: string, { raw }: Pick<FastifyReply, "raw">): Promise<SharedAnswer | undefined> {
    const { isOfNow } = this;
    this.#waiting.add(raw);
    try {
      await waitWithin(this.decided, MAX_WAIT_MS);
      return this.dependencies.asksOwner && isOfNow && reader === this.reader ? await this.ended : undefined;
    } finally {
      this.#waiting.delete(raw);
    }
  }

  /** Nobody has to wait for it any more. `shared`: what those who wait may have. */
  end(shared?: SharedAnswer): void {
    this.#decide();
    this.#end(shared);
  }
}
