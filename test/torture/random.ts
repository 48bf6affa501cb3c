/** Chance that is the same again for the same seed. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** Whole, both ends included. */
  int(min: number, max: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Some of the list, none twice, in its order. */
  some<T>(list: readonly T[], most: number): T[];
  shuffled<T>(list: readonly T[]): T[];
}

/** `of` names what the chance is for, so that each part of a run has its own. */
export function createRandom(seed: number, of: string): Random {
  let state = seed >>> 0;
  for (const letter of of) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x9e3779b1) >>> 0;

  // Mulberry32: 32 bits of state, plenty for a plan.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, place: next() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ item }) => item);

  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]): T => {
      const item = list[int(0, list.length - 1)];
      if (item === undefined) throw new Error("Expected a list to pick from; got an empty one.");
      return item;
    },
    some: (list, most) => {
      const chosen = new Set(shuffled([...list.keys()]).slice(0, int(0, Math.min(most, list.length))));
      return list.filter((_, index) => chosen.has(index));
    },
    shuffled,
  };
}
