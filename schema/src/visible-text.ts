/** Cannot be seen, or turn the direction of what follows: nobody types them on purpose. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF\uFFF9-\uFFFB\p{Noncharacter_Code_Point}]/gu;
/** Leave no mark on their own, though they may between others: joiners, soft hyphens, fillers, blanks of any width. */
const UNMARKED = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\s\u2800]*$/u;
const LINE_BREAK = /[\n\t]/;

/** Whether readers see all of a text, in its order. `lines`: it may have line breaks and tabs. */
export function isVisibleText(text: string, { lines = false } = {}): boolean {
  const unix = text.replaceAll("\r\n", "\n");
  return text.isWellFormed() && unix.search(INVISIBLE) < 0 && (lines || !LINE_BREAK.test(unix));
}

/** Whether there is anything to be seen. */
export function leavesMark(text: string): boolean {
  return !UNMARKED.test(text);
}

/** The text with what cannot be seen written out: a terminal or a page would obey it. */
export function withInvisibleWritten(text: string): string {
  return text.replaceAll(INVISIBLE, (each) => `\\u{${each.codePointAt(0)?.toString(16) ?? ""}}`);
}
