import { columnLetter } from "./column-letter.js";

const CELL = /<(?:\w+:)?c(\s[^<>]*)?>/g;
const REFERENCE = /\sr=["']([A-Za-z]{1,3})(\d{1,7})["']/;
/** Of a cell in which is nothing but tags: a value that is empty, or none. The bound keeps it from looking through the whole sheet. */
const NOTHING = /(?:<[^<>]*>|\s){0,20}?<\/(?:\w+:)?c>/y;

/** Where the cells of worksheets have something in them; those that only have a style count for nothing. */
export class UsedRange {
  #rows = 1;
  #columns = 1;
  #isKnown = true;

  /** Adds the cells of a part, if it is a worksheet. */
  add(xml: string): void {
    if (!xml.includes("sheetData")) return;
    for (const match of xml.matchAll(CELL)) {
      const [tag, attributes = ""] = match;
      const [, letters, row] = REFERENCE.exec(attributes) ?? [];
      // Without a reference a cell stands after the one before it.
      if (letters === undefined) this.#isKnown = false;
      else this.#addCell(columnOf(letters), Number(row), () => !isEmpty(xml, match.index + tag.length, attributes));
    }
  }

  /** As A1:C20; undefined: it cannot be said. */
  get range(): string | undefined {
    return this.#isKnown ? `A1:${columnLetter(this.#columns - 1)}${this.#rows}` : undefined;
  }

  #addCell(column: number, row: number, isUsed: () => boolean): void {
    if ((column <= this.#columns && row <= this.#rows) || !isUsed()) return;
    this.#columns = Math.max(column, this.#columns);
    this.#rows = Math.max(row, this.#rows);
  }
}

function isEmpty(xml: string, at: number, attributes: string): boolean {
  if (attributes.endsWith("/")) return true;
  NOTHING.lastIndex = at;
  return NOTHING.test(xml);
}

function columnOf(letters: string): number {
  return letters
    .toUpperCase()
    .split("")
    .reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
