/** What a cell can hold instead of a number. */
export type NumberFault = "NOT_A_NUMBER" | "AMBIGUOUS_NUMBER";

/** Between thousands, and nowhere else. */
const SPACES = /^[+-]?\d{1,3}(?:\s\d{3})+(?:,\d+)?$/;
const SIGN = /^([+\-\u2212])\s*/;
const PLAIN = /^[+-]?(\d+([.,]\d+)?|[.,]\d+)(e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(\.\d{3})+$/;

/**
 * Reads a number as Belgian offices write it: a comma stands before decimals, and so does a dot, except where it could as well
 * stand between thousands (1.234). A number with a percent sign is a hundredth of what it shows, as for spreadsheets.
 */
export function parseNumber(cell: string): number | NumberFault {
  return parsePercent(cell, 1) ?? parsePlain(cell);
}

/** What a cell with a percent sign is as a share of `whole`; undefined: it has no percent sign. */
export function parsePercent(cell: string, whole: number): number | NumberFault | undefined {
  const text = cell.trim();
  if (!text.endsWith("%")) return undefined;
  const percent = parsePlain(text.slice(0, -1));
  // In binary fractions 0.07 times 100 is a little more than 7.
  return typeof percent === "number" ? Number(((percent * whole) / 100).toPrecision(15)) : percent;
}

function parsePlain(cell: string): number | NumberFault {
  const signed = cell.trim().replace(SIGN, (_, sign) => (sign === "+" ? "+" : "-"));
  const text = SPACES.test(signed) ? signed.replaceAll(/\s/g, "") : signed;
  if (GROUPED.test(text) && !/^[+-]?0/.test(text)) {
    return text.split(".").length > 2 ? Number(text.replaceAll(".", "")) : "AMBIGUOUS_NUMBER";
  }
  const whole = /^([+-]?\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(text);
  if (whole) return Number(`${whole[1]?.replaceAll(".", "")}.${whole[2]}`);
  if (!PLAIN.test(text)) return "NOT_A_NUMBER";
  const value = Number(text.replace(",", "."));
  return Number.isFinite(value) ? value : "NOT_A_NUMBER";
}

/** Writes a number with a comma before decimals. */
export function formatNumber(value: number): string {
  return String(value).replace(".", ",");
}
