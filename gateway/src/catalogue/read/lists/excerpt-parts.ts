/** A stretch of a text; named as the graph's ExcerptPart is. */
export interface ExcerptPart {
  readonly text: string;
  /** Whether it is one of the words that were searched. */
  readonly isHit: boolean;
}

/** Characters of an excerpt, about. */
const LENGTH = 240;
/** Words that stand before the first hit, so that it can be understood. */
const WORDS_BEFORE = 8;
const CUT = "…";

interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * The part of a text around its first hit, in stretches. `hits`: of each of the text's words whether it is one. Where they are not as many
 * as the text has words, which is what the database cuts otherwise, the text's beginning without hits.
 */
export function excerptParts(text: string, hits: readonly boolean[]): readonly ExcerptPart[] {
  const words = wordsOf(text);
  const isHit = words.length === hits.length ? hits : words.map(() => false);
  const first = Math.max(0, isHit.indexOf(true) - WORDS_BEFORE);
  const start = first === 0 ? 0 : (words[first]?.start ?? 0);
  const last = words.findLast(({ end }) => end - start <= LENGTH);
  const isWhole = text.length - start <= LENGTH;
  // A word alone may be longer than an excerpt.
  const end = isWhole ? text.length : last && last.start >= start ? last.end : start + LENGTH;
  const parts: ExcerptPart[] = [];
  const add = (part: string, hit: boolean): void => {
    if (part !== "") parts.push({ text: part, isHit: hit });
  };
  let at = start;
  for (const [index, word] of words.entries()) {
    // One sign can have two words: ½ has 1 and 2.
    if (!isHit[index] || word.start < Math.max(start, at) || word.end > end) continue;
    add(text.slice(at, word.start), false);
    add(text.slice(word.start, word.end), true);
    at = word.end;
  }
  add(text.slice(at, end), false);
  return [
    ...(start > 0 ? [{ text: `${CUT} `, isHit: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: ` ${CUT}`, isHit: false }] : []),
  ];
}

const LETTER = /[\p{L}\p{Nd}]/u;
/** What stands over, under or in letters, and what only says where a word may break: it parts no word. */
const MARKS = /\p{M}|\u00AD|\u200C|\u200D|\u2060|\uFEFF/gu;

/** The words of a text as the function `catalogue_plain` of the database tells them apart. */
function wordsOf(text: string): readonly Word[] {
  const words: { start: number; end: number }[] = [];
  let open = false;
  let at = 0;
  for (const sign of text) {
    const end = at + sign.length;
    const plain = sign.normalize("NFKD").replace(MARKS, "");
    for (const letter of plain) {
      const last = open ? words.at(-1) : undefined;
      open = LETTER.test(letter);
      if (open && last) last.end = end;
      else if (open) words.push({ start: at, end });
    }
    const last = words.at(-1);
    if (plain === "" && open && last) last.end = end;
    at = end;
  }
  return words;
}
