/** About how many there are on an axis. */
const WANTED = 4;

/** Round values from 0 to at least the furthest value. An axis that begins elsewhere would make small differences look large. */
export function valueTicks(values: readonly number[]): readonly number[] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const raw = (high - low || 1) / WANTED;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5].find((each) => each * power >= raw) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** How exactly a tick of time is named. */
export type TickUnit = "year" | "month" | "day";

export interface TimeTicks {
  readonly unit: TickUnit;
  /** Such as 2024-01-01. */
  readonly days: readonly string[];
}

const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/** First days of years or months between two instants; the two days themselves where these are too near. */
export function timeTicks(from: number, to: number): TimeTicks {
  for (const step of MONTH_STEPS) {
    const days = firstDays(from, to, step);
    if (days.length < 2) break;
    if (days.length <= WANTED + 1) return { unit: step < 12 ? "month" : "year", days };
  }
  return { unit: "day", days: [from, to - 1].map(dayOf) };
}

/** First days of every `step` months. */
function firstDays(from: number, to: number, step: number): readonly string[] {
  const start = new Date(from);
  const firstMonth = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  const end = new Date(to);
  const lastMonth = end.getUTCFullYear() * 12 + end.getUTCMonth();
  const count = Math.max(0, Math.floor((lastMonth - firstMonth) / step) + 1);
  return Array.from({ length: count }, (_, index) => firstMonth + index * step)
    .map((month) => Date.UTC(Math.floor(month / 12), month % 12))
    .filter((instant) => instant >= from)
    .map(dayOf);
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
