import { endOfDay } from "../base/days.js";

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
