import { isConsistent } from "../progress/consistency.js";
import { compare, lastDay } from "../progress/in-time.js";
import { Observation } from "../rows/observation.js";
import type { ObservationSeed } from "../model/seed.js";

/**
 * An observation as clients see it: with the values that may be left out, and INCONSISTENT where numerator and denominator do
 * not give the value. A copy: what is stored keeps the source's status.
 */
export function checkedObservation(observation: Observation | ObservationSeed, unit: string | null): Observation {
  const status = isConsistent(observation, unit) ? (observation.status ?? "NORMAL") : "INCONSISTENT";
  return Object.assign(new Observation(), observation, { dimensions: observation.dimensions ?? [], status });
}

/** Oldest period first: by its first day, then its last, then as written down. */
export function oldestFirst(observations: readonly Observation[]): Observation[] {
  return observations.toSorted(
    ({ period: a }, { period: b }) => compare(a.earliest, b.earliest) || compare(lastDay(a), lastDay(b)),
  );
}

/**
 * The observation with the latest period: the one that ends last, then the one that begins last. Of several about the same
 * period the whole comes before its breakdowns, then the one written down last.
 */
export function latestObservation(observations: readonly Observation[]): Observation | null {
  const ranked = observations.toSorted(
    (a, b) =>
      compare(lastDay(a.period), lastDay(b.period)) ||
      compare(a.period.earliest, b.period.earliest) ||
      b.dimensions.length - a.dimensions.length,
  );
  return ranked.at(-1) ?? null;
}
