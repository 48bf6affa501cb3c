import { failAddress } from "../failure.js";

/** The day in an address as of which a page is read. */
export const AS_OF = "asOf";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** The graph has no year before it. */
const FIRST_DAY = "0001-01-01";

/** The names under which addresses have days. */
const DAYS = [AS_OF, "since", "from", "to", "dueFrom", "dueBefore", "reportedBefore"];

/** @throws Failure where an address names a day that does not exist: what is shown in its place would be taken for what was asked */
export function checkDays(search: URLSearchParams): void {
  for (const name of DAYS) {
    const given = search.get(name) ?? "";
    if (given !== "" && dayIn(search, name) === undefined) failAddress(name, "a day such as 2026-03-16", given);
  }
}

/** The day that an address names; undefined: now. */
export function asOfDay(search: URLSearchParams): string | undefined {
  return dayIn(search, AS_OF);
}

/** The day that an address has under a name; undefined: none that exists. */
export function dayIn(search: URLSearchParams, name: string): string | undefined {
  const given = search.get(name) ?? "";
  if (!DAY.test(given) || given < FIRST_DAY) return undefined;
  const instant = new Date(`${given}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== given ? undefined : given;
}

/** The first and the last day that an address names (`from`, `to`), in the order of time, however they are given. */
export function daysIn(search: URLSearchParams): readonly [string | undefined, string | undefined] {
  const [from, to] = [dayIn(search, "from"), dayIn(search, "to")];
  return from !== undefined && to !== undefined && from > to ? [to, from] : [from, to];
}

/** The day that it is in Belgium. */
export function dayInBelgium(instant: Date): string {
  return new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: "Europe/Brussels" }).format(instant);
}

/** The last instant of a day in Belgium, in UTC, as Accept-Datetime takes it. */
export function endOfDay(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  const hourInBrussels = Number(
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: "Europe/Brussels" }).format(noon),
  );
  const end = new Date(`${day}T23:59:59Z`);
  return new Date(end.getTime() - (hourInBrussels - 12) * 3_600_000).toISOString();
}
