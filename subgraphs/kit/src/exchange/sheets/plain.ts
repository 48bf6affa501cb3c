/** A name without case, accents and punctuation, so that "Titel (NL)", "titel nl" and "title.nl" compare as alike. */
export function plain(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
