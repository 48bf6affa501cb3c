/** Something with a name, and the page that is about it. */
export interface NamedThing {
  readonly name: string;
  readonly page: string;
  /** The place on it, such as #SO1; empty: its beginning. */
  readonly anchor: string;
}

/** Those whose names have all of the words that were typed; accents and capitals do not matter. */
export function thingsWithWords(things: readonly NamedThing[], text: string): readonly NamedThing[] {
  const words = plain(text)
    .split(/\s+/)
    .filter((word) => word !== "");
  return things.filter(({ name }) => words.every((word) => plain(name).includes(word)));
}

const MARKS = /\p{M}/gu;

function plain(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}
