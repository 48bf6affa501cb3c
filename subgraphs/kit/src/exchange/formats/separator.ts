/** Where two fit as well, the first of them. */
const SEPARATORS = [";", ",", "\t"];
/** So much of a file is looked at. */
const MAX_LENGTH = 20_000;
const MAX_LINES = 50;

/**
 * The separator of a CSV file: the one that most lines have the same number of. A title above the headers can have more of another
 * one, and so can texts in cells.
 */
export function separatorOf(content: string): string {
  const lines = countsByLine(content.slice(0, MAX_LENGTH));
  const fits = SEPARATORS.map((separator, index) => ({ separator, ...fit(lines.map((counts) => counts[index] ?? 0)) }));
  const [best] = fits.toSorted((a, b) => b.lines - a.lines || b.count - a.count);
  return best?.separator ?? ";";
}

/** The number above nought that most lines have, and how many do. */
function fit(counts: readonly number[]): { readonly lines: number; readonly count: number } {
  const lines = Map.groupBy(
    counts.filter((count) => count > 0),
    (count) => count,
  );
  const all = [...lines].map(([count, alike]) => ({ count, lines: alike.length }));
  return all.toSorted((a, b) => b.lines - a.lines || b.count - a.count)[0] ?? { lines: 0, count: 0 };
}

/** For each line how often each separator stands in it outside of quotes. */
function countsByLine(text: string): number[][] {
  const lines: number[][] = [];
  let counts = SEPARATORS.map(() => 0);
  let quotes = false;
  let before = "\n";
  for (const sign of text) {
    // Elsewhere than at the begin of a cell, with or without spaces before it, a quotation mark is a sign like others.
    if (sign === '"' && (quotes || before === "\n" || SEPARATORS.includes(before))) quotes = !quotes;
    else if (!quotes && (sign === "\n" || sign === "\r")) {
      lines.push(counts);
      counts = SEPARATORS.map(() => 0);
      if (lines.length === MAX_LINES) return lines;
    } else if (!quotes) {
      const index = SEPARATORS.indexOf(sign);
      if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    }
    if (sign !== " ") before = sign === "\r" ? "\n" : sign;
  }
  return [...lines, counts];
}
