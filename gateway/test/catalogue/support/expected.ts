import type { ModelRecord } from "./model.js";
import { TODAY } from "./generate.js";

/** Compares two records; what is equal goes by the ids. */
export type Compare = (a: ModelRecord, b: ModelRecord) => number;

const collator = new Intl.Collator("nl", { numeric: true, sensitivity: "variant" });

export function compareTexts(a: string, b: string): number {
  return collator.compare(a, b) || compareCodes(a, b);
}

export function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isOverdue({ dueOn, closure, status }: ModelRecord): boolean {
  return dueOn !== null && dueOn < TODAY && closure === "OPEN" && status !== "COMPLETE";
}

/** The visible records that pass, in an order. */
export function expectedIds(
  records: readonly ModelRecord[],
  passes: (record: ModelRecord) => boolean,
  compare: Compare,
): string[] {
  return records
    .filter((record) => record.visibility === "PUBLIC" && passes(record))
    .toSorted((a, b) => compare(a, b) || compareCodes(a.id, b.id))
    .map(({ id }) => id);
}

const FOREVER = "9999-99-99";

export const byDate: Compare = (a, b) =>
  compareCodes(a.date?.earliest ?? FOREVER, b.date?.earliest ?? FOREVER) ||
  compareCodes(a.date?.latest ?? FOREVER, b.date?.latest ?? FOREVER);

export const byDateDescending: Compare = (a, b) => {
  if (!a.date || !b.date) return Number(!a.date) - Number(!b.date);
  return (
    compareCodes(b.date.earliest, a.date.earliest) || compareCodes(b.date.latest ?? FOREVER, a.date.latest ?? FOREVER)
  );
};

/** The title in the first of these languages that it is in, else the original. */
export const byTitle =
  (...languages: readonly ("NL" | "FR" | "DE" | "EN")[]): Compare =>
  (a, b) => {
    const title = (record: ModelRecord): string => {
      const language = languages.find((each) => record.title[each] !== undefined) ?? record.title.original;
      return record.title[language] ?? "";
    };
    return compareTexts(title(a), title(b));
  };

export const byUpdateDescending: Compare = (a, b) => compareCodes(b.updatedAt, a.updatedAt);

export const byRef: Compare = (a, b) =>
  Number(a.ref === null) - Number(b.ref === null) || compareTexts(a.ref ?? "", b.ref ?? "");

export const byDueDay: Compare = (a, b) => compareCodes(a.dueOn ?? FOREVER, b.dueOn ?? FOREVER);
