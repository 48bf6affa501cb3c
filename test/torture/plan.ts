import { KIND_SEGMENTS, type RecordKind, recordId } from "@segpol/schema";
import { type Columns, columnsOf } from "./contents.ts";
import { createRandom, type Random } from "./random.ts";
import { type RowsWrite, rowsWriteOf } from "./rows.ts";

/** One change of one record. Where there is nothing to withdraw or no rows to change, `columns` are put instead. */
export interface Write {
  readonly does: "put" | "withdraw" | "delete" | "rows";
  readonly kind: RecordKind;
  readonly id: string;
  readonly columns: Columns;
  readonly rows: RowsWrite | undefined;
}

export interface PlannedTransaction {
  readonly writes: readonly Write[];
  /** Written after a savepoint and taken back to it. */
  readonly undone: readonly Write[];
  readonly commits: boolean;
  /** Milliseconds between the first write, which takes its number in the feed, and the rest. */
  readonly holdMs: number;
}

/** What one writer does. */
export interface WriterPlan {
  readonly name: string;
  readonly partner: string;
  readonly transactions: readonly PlannedTransaction[];
}

export interface PlanOptions {
  readonly seed: number;
  /** Writes that are committed, of all writers together. */
  readonly writes: number;
  /** The kinds that each partner keeps. */
  readonly partners: Readonly<Record<string, readonly RecordKind[]>>;
  readonly writersPerPartner: number;
}

const SHARED_PER_PARTNER = 60;
const LONGEST = 12;
const ROLLED_BACK = 0.12;
const WITH_SAVEPOINT = 0.1;
const SLOW = 0.15;
const VERY_SLOW = 0.01;

/** The same writes in the same transactions for the same options; only how they interleave is left to the moment. */
export function planWriters(options: PlanOptions): WriterPlan[] {
  const { seed, writes, partners, writersPerPartner } = options;
  const codes = Object.keys(partners);
  const all = codes.length * writersPerPartner;
  return codes.flatMap((partner, place) =>
    Array.from({ length: writersPerPartner }, (_, index) => {
      const number = place * writersPerPartner + index;
      const share = Math.floor(writes / all) + (number < writes % all ? 1 : 0);
      return planWriter(`w${number + 1}`, partner, partners[partner] ?? [], seed, share);
    }),
  );
}

interface Target {
  readonly id: string;
  readonly kind: RecordKind;
}

function planWriter(
  name: string,
  partner: string,
  kinds: readonly RecordKind[],
  seed: number,
  share: number,
): WriterPlan {
  const random = createRandom(seed, `${partner} ${name}`);
  const shared: Target[] = Array.from({ length: SHARED_PER_PARTNER }, (_, index) => {
    const kind = kinds[index % kinds.length];
    if (!kind) throw new Error(`Expected ${partner} to keep records of some kind.`);
    return { kind, id: recordId(partner, kind, `shared-${index}`) };
  });
  /** Records that only this writer changes, and so may delete: their ids are never used again. */
  let own: Target[] = [];
  let serial = 0;

  const writeTo = (does: Write["does"], { id, kind }: Target): Write => {
    serial += 1;
    const others = [...shared, ...own].map((target) => target.id);
    const columns = columnsOf(random, { partner, kind, id, serial: `${name}-${serial}`, others });
    return { does, kind, id, columns, rows: rowsWriteOf(random, partner, kind, `${name}-${serial}`) };
  };

  const newTarget = (): Target => {
    const kind = random.pick(kinds);
    return { kind, id: recordId(partner, kind, `${name}-${KIND_SEGMENTS[kind]}-${serial}`) };
  };

  const oneWrite = (): Write => {
    const chance = random.next();
    if (chance < 0.15) {
      const target = newTarget();
      own.push(target);
      return writeTo("put", target);
    }
    const target = own.length > 0 && random.chance(0.4) ? random.pick(own) : random.pick(shared);
    if (chance < 0.5) return writeTo("put", target);
    if (chance < 0.82) return writeTo("rows", target);
    if (chance < 0.95 || !own.includes(target)) return writeTo("withdraw", target);
    own = own.filter((each) => each !== target);
    return writeTo("delete", target);
  };

  const transactions: PlannedTransaction[] = [];
  for (let left = share; left > 0;) {
    const commits = !random.chance(ROLLED_BACK);
    const before = [...own];
    const size = Math.min(left, lengthOf(random));
    const writes = Array.from({ length: size }, oneWrite);
    if (commits) left -= size;
    else own = before;
    const kept = [...own];
    const undone = random.chance(WITH_SAVEPOINT) ? [oneWrite()] : [];
    own = kept;
    transactions.push({ writes: inOrder(writes), undone, commits, holdMs: holdOf(random) });
  }
  return { name, partner, transactions };
}

/** Short ones mostly, long ones sometimes. */
function lengthOf(random: Random): number {
  return 1 + Math.floor(random.next() ** 2 * LONGEST);
}

function holdOf(random: Random): number {
  if (random.chance(VERY_SLOW)) return random.int(2_000, 4_000);
  return random.chance(SLOW) ? random.int(50, 1_000) : 0;
}

/** Writers that lock records in one order seldom lock each other out; what is done to one record keeps its order. */
function inOrder(writes: readonly Write[]): Write[] {
  return writes.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
