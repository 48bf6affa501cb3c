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
 * Tells how many milliseconds somebody has had since now to answer. Time in which this process itself was too busy to hear them does
 * not count: it says nothing of them.
 */
export function startStopwatch(): () => number {
  ticking ??= setInterval(stalledUntilNow, TICK_MS).unref();
  const stalledBefore = stalledUntilNow();
  const since = performance.now();
  return () => performance.now() - since - (stalledUntilNow() - stalledBefore);
}

/** Aborts when somebody has had their time to answer. */
export function answerTime(ms: number): { readonly signal: AbortSignal; end(): void } {
  const late = new AbortController();
  const elapsed = startStopwatch();
  let timer = setTimeout(look, ms);
  let hasEnded = false;

  function look(): void {
    const left = ms - elapsed();
    // What has arrived meanwhile is read first.
    if (left > 0) timer = setTimeout(look, Math.ceil(left));
    else setImmediate(() => hasEnded || late.abort());
  }

  return {
    signal: late.signal,
    end() {
      hasEnded = true;
      clearTimeout(timer);
    },
  };
}
