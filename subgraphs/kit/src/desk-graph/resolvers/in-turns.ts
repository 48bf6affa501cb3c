import { setImmediate } from "node:timers/promises";

const AT_ONCE = 100;

/**
 * A long list for an answer, of which some entries come with each turn of the event loop: GraphQL works out the fields of what is there
 * already in one go, and nothing else is answered meanwhile.
 */
export function inTurns<T>(list: readonly T[]): Promise<T>[] {
  let turn: Promise<unknown> = Promise.resolve();
  return list.map((entry, index) => {
    if (index > 0 && index % AT_ONCE === 0) turn = turn.then(() => setImmediate());
    return turn.then(() => entry);
  });
}
