import { asOfDay, dayInBelgium } from "../address/as-of.js";
import { chosenOf } from "../address/filters.js";
import type { HistoryStep } from "../generated/operations.js";

/** Which days of a history are asked. */
export interface HistoryDays {
  readonly from: string;
  readonly to: string;
  readonly step: HistoryStep;
}

/** Bars of a chart that can be told apart. */
const BARS = 12;
const DAYS: Readonly<Record<HistoryStep, number>> = { DAY: 1, WEEK: 7, MONTH: 0, QUARTER: 0, YEAR: 0 };
const MONTHS: Readonly<Record<HistoryStep, number>> = { DAY: 0, WEEK: 0, MONTH: 1, QUARTER: 3, YEAR: 12 };

/** The last twelve days, weeks or months up to the day that is read, by the step that the address names (`step`). */
export function historyDays(search: URLSearchParams, now: Date = new Date()): HistoryDays {
  const to = asOfDay(search) ?? dayInBelgium(now);
  const [step = "MONTH"] = chosenOf(search, "step", MONTHS) ?? [];
  const first = new Date(`${to}T00:00:00Z`);
  const day = first.getUTCDate();
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() - MONTHS[step] * (BARS - 1));
  const daysOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, daysOfMonth));
  first.setUTCDate(first.getUTCDate() - DAYS[step] * (BARS - 1));
  return { from: first.toISOString().slice(0, 10), to, step };
}
