/** How often the process looks whether it gets its turns, in milliseconds. */
const TICK_MS = 50;

let lastTick = performance.now();
let stalledMs = 0;

/** Started with the first question; a process does not go on for its sake. */
let ticking: NodeJS.Timeout | undefined;

/** Milliseconds for which this process, busy with something else, has heard nobody, since it first asked anybody. */
function stalledUntilNow(): number {
  const now = performance.now();
  stalledMs += Math.max(0, now - lastTick - 2 * TICK_MS);
  lastTick = now;
  return stalledMs;
}

/**
 * Aborts when somebody has had their time to answer. Time in which this process itself was too busy to hear them does not count: it
 * says nothing of them.
 */
export function answerTime(ms: number): { readonly signal: AbortSignal; end(): void } {
  ticking ??= setInterval(stalledUntilNow, TICK_MS).unref();
  const late = new AbortController();
  const since = performance.now();
  const stalledBefore = stalledUntilNow();
  let timer = setTimeout(look, ms);

  function look(): void {
    const left = ms + stalledUntilNow() - stalledBefore - (performance.now() - since);
    // What has arrived meanwhile is read first.
    if (left > 0) timer = setTimeout(look, Math.ceil(left));
    else setImmediate(() => late.abort());
  }

  return { signal: late.signal, end: () => clearTimeout(timer) };
}
