import { distance } from "fastest-levenshtein";

/** The known value that a mistyped one was most likely meant to be; undefined: none is near. */
export function didYouMean(given: string, known: readonly string[]): string | undefined {
  const typed = given.slice(0, 100).toUpperCase();
  let nearest: string | undefined;
  let least = Math.floor(Math.max(typed.length, 3) / 3) + 1;
  for (const value of known) {
    const edits = distance(typed, value.toUpperCase());
    if (edits < least) [nearest, least] = [value, edits];
  }
  return nearest;
}
