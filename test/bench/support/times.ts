/** Milliseconds that something takes. */
export async function timed(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** The time within which this share of them was done, 0 to 1. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export function median(times: readonly number[]): number {
  return percentile(times, 0.5);
}

/** In milliseconds: the columns of `SPREAD`. */
export function spreadOf(times: readonly number[]): { readonly p95: number; readonly cells: readonly number[] } {
  const cells = [0.5, 0.95, 0.99, 1].map((share) => percentile(times, share));
  return { p95: percentile(times, 0.95), cells };
}

export const SPREAD = ["p50 ms", "p95 ms", "p99 ms", "longest ms"];
