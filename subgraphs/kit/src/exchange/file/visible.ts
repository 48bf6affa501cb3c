const UNSEEN = /[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029\uFEFF]/gu;

/**
 * A text in which everything can be seen: what would move a terminal's cursor, turn the direction of what follows, or is no character
 * stands there as its number. PostgreSQL keeps no text with the character 0.
 */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
