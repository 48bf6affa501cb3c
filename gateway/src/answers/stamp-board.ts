import { ANY_PARTNER, stampName } from "../catalogue/read/index/dependencies.js";
import type { StampKind } from "../catalogue/database/stamps.js";

export interface StampRow {
  readonly partner: string;
  readonly kind: StampKind;
  readonly stamp: string;
}

/**
 * What is known of the database's stamps, in the order in which this process learnt of their changes. An answer whose reading began when the board
 * stood at one number is true as long as none of its stamps has changed after that number: the stamps of a number were read before it.
 */
export class StampBoard {
  readonly #changedAt = new Map<string, number>();
  #known: ReadonlyMap<string, StampRow> | undefined;
  #number = 0;

  /** Undefined: nothing has been read yet. */
  get number(): number | undefined {
    return this.#known && this.#number;
  }

  /** Takes what has been read. Gives the names of the stamps that differ from what was read before, those of any partner among them. */
  take(rows: readonly StampRow[]): ReadonlySet<string> {
    const before = this.#known;
    const read = new Map(rows.map((row) => [stampName(row.partner, row.kind), row]));
    this.#known = read;
    if (!before) return new Set();
    const changed = new Set<string>();
    const note = ({ partner, kind }: StampRow): void =>
      void changed.add(stampName(partner, kind)).add(stampName(ANY_PARTNER, kind));
    for (const [name, row] of read) if (before.get(name)?.stamp !== row.stamp) note(row);
    for (const [name, row] of before) if (!read.has(name)) note(row);
    if (changed.size > 0) this.#number += 1;
    for (const name of changed) this.#changedAt.set(name, this.#number);
    return changed;
  }

  hasChanged(stamps: Iterable<string>, since: number): boolean {
    for (const name of stamps) if ((this.#changedAt.get(name) ?? 0) > since) return true;
    return false;
  }
}
