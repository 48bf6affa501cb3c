/** The known value that a mistyped one was most likely meant to be; undefined: none is near. */
export function didYouMean(given: string, known: readonly string[]): string | undefined {
  const typed = given.slice(0, 100).toUpperCase();
  let nearest: string | undefined;
  let least = Math.floor(Math.max(typed.length, 3) / 3) + 1;
  for (const value of known) {
    const distance = editDistance(typed, value.toUpperCase());
    if (distance < least) [nearest, least] = [value, distance];
  }
  return nearest;
}

/** How many letters have to be put in, left out or replaced. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split("").entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split("").entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
