/** Texts as PostgreSQL writes an array of them, for a parameter that is cast to text[] or bigint[]. */
export function textArray(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(",")}}`;
}
