const waiting: (() => void)[] = [];

/**
 * Resolves in a turn of the event loop that no other caller has: between two pieces of long work the process hears its connections, so that
 * whoever asks something small waits for one piece at most.
 */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(next);
  });
}

function next(): void {
  waiting.shift()?.();
  // Those that are asked for here come after what the loop finds meanwhile.
  if (waiting.length > 0) setImmediate(next);
}
