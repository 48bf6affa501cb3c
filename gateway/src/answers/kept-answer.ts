import { CodedBody, type CodedBodyOptions } from "./coded-body.js";

/** What the answer is made from. */
export interface MadeFrom {
  readonly stamps: ReadonlySet<string>;
  /** Number of the board before anything was read for it. */
  readonly since: number;
  /** Milliseconds since 1970 between which it is true if nothing changes. */
  readonly from: number;
  readonly until: number;
}

export interface KeptAnswerOptions extends CodedBodyOptions {
  readonly madeFrom: MadeFrom;
  readonly operationName: string | null;
  /** Notes that a client with this name was answered. */
  readonly count: (client: string) => void;
}

/** An answer that may be given again. */
export class KeptAnswer extends CodedBody {
  readonly madeFrom: MadeFrom;
  readonly operationName: string | null;
  readonly count: (client: string) => void;

  constructor({ madeFrom, operationName, count, ...coded }: KeptAnswerOptions) {
    super(coded);
    this.madeFrom = madeFrom;
    this.operationName = operationName;
    this.count = count;
  }
}
