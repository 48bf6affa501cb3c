import { parseRecordId, RECORD_KINDS, type RecordKind } from "@segpol/schema";
import type { StampKind } from "../../database/stamps.js";

/** Records that a statement reads from: those of these partners, of these kinds. Default: all. */
export interface ReadRecords {
  readonly partners?: readonly string[] | undefined;
  readonly kinds?: readonly RecordKind[] | undefined;
}

/** A stamp, as answers name it: of one partner, or, as "*", of each there is or will be. */
export function stampName(partner: string, kind: StampKind): string {
  return `${partner} ${kind}`;
}

export const ANY_PARTNER = "*";

/** What the answer of one request was made from: it is the same until some of that changes. */
export class Dependencies {
  readonly #stamps = new Set<string>();
  readonly #onDecided: () => void;
  #until = Infinity;
  #isRefused = false;
  #asksOwner = false;

  /** `onDecided`: told as soon as it is known that the answer says more than what stamps tell of. */
  constructor(onDecided: () => void = () => undefined) {
    this.#onDecided = onDecided;
  }

  /** Names of stamps; when one of them changes, the answer may be another. */
  get stamps(): ReadonlySet<string> {
    return this.#stamps;
  }

  /** Milliseconds since 1970 from which on it may be another though nothing changes. */
  get until(): number {
    return this.#until;
  }

  /** The answer must not be given to anybody else. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** A partner answers a part of it: it is for those who ask at the same moment, and are the same reader to partners. */
  get asksOwner(): boolean {
    return this.#asksOwner;
  }

  /** Any of these may be in the answer, or may be missing in it. */
  readRecords({ partners = [ANY_PARTNER], kinds = RECORD_KINDS }: ReadRecords): void {
    for (const partner of partners) for (const kind of kinds) this.#stamps.add(stampName(partner, kind));
  }

  /** The records of these ids, with what they link to. An id that none can have leads to nothing. */
  readIds(ids: readonly string[]): void {
    for (const id of ids) {
      const parts = parseRecordId(id);
      if (parts) this.#stamps.add(stampName(parts.partner, parts.kind));
    }
  }

  /** What is said of these partners' sources. Default: of all. */
  readSources(partners: readonly string[] = [ANY_PARTNER]): void {
    for (const partner of partners) this.#stamps.add(stampName(partner, "Source"));
  }

  /** Whether these partners' sources are as they should be, and no more of them. */
  readStates(partners: readonly string[]): void {
    for (const partner of partners) this.#stamps.add(stampName(partner, "State"));
  }

  /** Since when every version is kept. */
  readHistory(): void {
    this.#stamps.add(stampName(ANY_PARTNER, "History"));
  }

  /** `instant`: in milliseconds since 1970; what is said holds before it. */
  holdsUntil(instant: number): void {
    this.#until = Math.min(this.#until, instant);
  }

  /** The answer depends on what no stamp tells of, and not on the request alone: an error, an instant to come. */
  refuse(): void {
    this.#isRefused = true;
    this.#onDecided();
  }

  /** A part of the answer is what its owner says now to this reader. */
  askOwner(): void {
    this.#asksOwner = true;
    this.#onDecided();
  }
}
