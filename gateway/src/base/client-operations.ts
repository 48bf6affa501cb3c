/** An operation of the hub's record: what clients asked, without values. */
export interface RecordedOperation {
  readonly name: string | null;
  readonly document: string;
  /** Who sent it, the most frequent first. */
  readonly clients: readonly string[];
  readonly times: number;
  /** YYYY-MM-DD in UTC */
  readonly lastAsked: string;
}

/** A recorded operation that a change of the graph would break. */
export interface BrokenOperation extends RecordedOperation {
  /** What the new graph has against it. */
  readonly problem: string;
}

/** An operation as a client sent it. */
export interface KnownOperation {
  readonly query: string;
  readonly operationName: string | undefined;
}

/** What clients send to this process of the hub, and to all. */
export interface ClientOperations {
  /** Often, to this process, values and all. */
  readonly own: () => readonly KnownOperation[];
  /** Often, to any process, where there is no value in the text. */
  readonly shared: () => Promise<readonly KnownOperation[]>;
  /** All that is on record. */
  readonly recorded: () => Promise<readonly RecordedOperation[]>;
}
