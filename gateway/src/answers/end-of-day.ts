import { belgianDay } from "@segpol/server";

const HOUR_MS = 3_600_000;

/** When the day of this instant ends in Belgium, both in milliseconds since 1970. Days begin at full hours there, in winter and in summer. */
export function endOfDay(instant: number): number {
  const day = belgianDay(new Date(instant));
  let end = Math.floor(instant / HOUR_MS) * HOUR_MS + HOUR_MS;
  while (belgianDay(new Date(end)) === day) end += HOUR_MS;
  return end;
}

/** Remembers the end of the day that it was asked for last: whatever else an answer is made from, it is made for one day. */
export class Days {
  #from = Infinity;
  #end = -Infinity;

  endOf(instant: number): number {
    if (instant < this.#from || instant >= this.#end) {
      this.#end = endOfDay(instant);
      this.#from = instant;
    }
    return this.#end;
  }
}
