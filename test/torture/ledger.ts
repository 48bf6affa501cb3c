/** The latest state of a record that one transaction committed. */
export interface Committed {
  readonly id: string;
  readonly partner: string;
  readonly version: number;
  /** Withdrawn or deleted. */
  readonly gone: boolean;
  /** Milliseconds since 1970 at which the writer knew that it was committed. */
  readonly knownAt: number;
}

/** What the owners committed, as the writers saw it. */
export interface Ledger {
  add(entry: Committed): void;
  /** By record, the oldest version first. */
  byRecord(): ReadonlyMap<string, readonly Committed[]>;
  readonly size: number;
  /** When the last transaction at a partner was known to be committed; 0: none was. */
  lastAt(partner: string): number;
}

export function createLedger(): Ledger {
  const records = new Map<string, Committed[]>();
  const last = new Map<string, number>();
  let size = 0;
  return {
    add(entry) {
      size += 1;
      last.set(entry.partner, Math.max(last.get(entry.partner) ?? 0, entry.knownAt));
      const entries = records.get(entry.id);
      if (entries) entries.push(entry);
      else records.set(entry.id, [entry]);
    },
    byRecord() {
      return new Map(
        [...records].map(([id, entries]) => [id, entries.toSorted((a, b) => a.version - b.version)] as const),
      );
    },
    get size() {
      return size;
    },
    lastAt: (partner) => last.get(partner) ?? 0,
  };
}
