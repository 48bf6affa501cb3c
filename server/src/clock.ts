/** Gives the present instant. */
export type Clock = () => Date;

const BRUSSELS_DAY = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Brussels",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

/** The calendar day it is in Belgium, YYYY-MM-DD: today, for the hub and for every partner. What is due before it is overdue. */
export function belgianDay(instant: Date): string {
  return BRUSSELS_DAY.format(instant);
}
