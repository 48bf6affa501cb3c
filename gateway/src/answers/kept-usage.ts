import type { OperationLog } from "../operations/operation-log.js";
import { isIntrospection } from "../operations/operation-signature.js";
import type { OperationUsage } from "../operations/operation-usage.js";
import type { RanOperation } from "./answer-recorder.js";

/** Milliseconds between the times at which counts go on to the record. */
const EVERY_MS = 1_000;

interface Counts {
  readonly source: string;
  readonly operationName: string | undefined;
  readonly times: Map<string, number>;
}

export interface KeptUsageOptions {
  readonly record: Pick<OperationUsage, "sentAgain">;
  readonly operations: Pick<OperationLog, "ran">;
}

/** Counts the clients of kept answers, and tells the record of operations now and then: an answer costs less than a look into the record. */
export class KeptUsage {
  readonly #options: KeptUsageOptions;
  readonly #timer: NodeJS.Timeout;
  #waiting = new Set<Counts>();

  constructor(options: KeptUsageOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#tell(), EVERY_MS).unref();
  }

  /** Gives what notes one client's use of an operation. */
  counter({ source, operation }: RanOperation): (client: string) => void {
    if (isIntrospection(operation)) return () => undefined;
    const counts: Counts = { source, operationName: operation.name?.value, times: new Map() };
    return (client) => {
      counts.times.set(client, (counts.times.get(client) ?? 0) + 1);
      this.#waiting.add(counts);
    };
  }

  /** Tells what waits. */
  stop(): void {
    clearInterval(this.#timer);
    this.#tell();
  }

  #tell(): void {
    const { record, operations } = this.#options;
    const told = this.#waiting;
    this.#waiting = new Set();
    for (const { source, operationName, times } of told) {
      for (const [client, count] of times) {
        record.sentAgain({ source, operationName, client, times: count });
        operations.ran({ query: source, operationName }, count);
      }
      times.clear();
    }
  }
}
