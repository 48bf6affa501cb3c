import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { GraphQLError } from "graphql";

export interface FeedArguments {
  readonly after?: string | null;
  readonly first: number;
  readonly wait: number;
}

interface Change {
  readonly type: string;
  readonly place: number;
  readonly withdrawn: boolean;
  readonly erased: boolean;
}

/**
 * A change feed in memory. A change gets its place in the same step in which it becomes visible, so nothing can be committed
 * before a place that was read already.
 */
export class MemoryFeed {
  #epoch: string;
  #last = 0;
  readonly #changes = new Map<string, Change>();
  readonly #news = new EventEmitter();

  constructor(
    private readonly now: () => Date,
    epoch: string = randomUUID(),
  ) {
    this.#epoch = epoch;
  }

  note(id: string, type: string, state: { withdrawn?: boolean; erased?: boolean } = {}): void {
    this.#last += 1;
    this.#changes.delete(id);
    this.#changes.set(id, { type, place: this.#last, withdrawn: false, erased: false, ...state });
    this.#news.emit("change");
  }

  isErased(id: string): boolean {
    return this.#changes.get(id)?.erased ?? false;
  }

  renewEpoch(): void {
    this.#epoch = randomUUID();
    this.#news.emit("change");
  }

  async read({ after, first, wait }: FeedArguments): Promise<object> {
    if (first < 1 || first > 500) throw refused("BAD_USER_INPUT", `Expected first to be 1 to 500; got ${first}.`);
    if (wait < 0 || wait > 30) throw refused("BAD_USER_INPUT", `Expected wait to be 0 to 30; got ${wait}.`);
    const begun = this.#place(after);
    if (wait > 0 && this.#last <= begun) {
      const timeout = AbortSignal.timeout(wait * 1000);
      await once(this.#news, "change", { signal: timeout }).catch(() => undefined);
    }
    const place = this.#place(after);
    const newer = [...this.#changes].filter(([, change]) => change.place > place);
    const page = newer.slice(0, first);
    const hasMore = newer.length > first;
    const reached = page.at(-1)?.[1].place ?? place;
    return {
      epoch: this.#epoch,
      changes: page.map(([id, { type, withdrawn, erased }]) => ({ id, type, withdrawn, erased })),
      cursor: Buffer.from(`${this.#epoch} ${reached}`).toString("base64url"),
      hasMore,
      // What comes later in the feed may have been committed at any time.
      asOf: (hasMore ? new Date(0) : this.now()).toISOString(),
    };
  }

  #place(cursor: string | null | undefined): number {
    if (cursor == null) return 0;
    const [, epoch, place] = /^(\S+) (\d+)$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
    if (!epoch || !place)
      throw refused("BAD_CURSOR", "Expected after to be a cursor of this feed: leave it out to begin.");
    if (epoch !== this.#epoch) {
      throw refused("FOREIGN_CURSOR", "Expected after to be a cursor of these data: read them from the beginning.");
    }
    return Number(place);
  }
}

function refused(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
