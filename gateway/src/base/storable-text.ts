/** PostgreSQL stores neither the zero character nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

/** The text with what PostgreSQL does not store replaced or left out. */
export function toStorable(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "");
}
