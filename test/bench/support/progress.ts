/** Prints on stderr how far something is, once a second at most. */
export function showProgress(what: string, all: number): (done: number) => void {
  const began = performance.now();
  let shown = -Infinity;
  return (done) => {
    const now = performance.now();
    if (now - shown < 1_000 && done < all) return;
    shown = now;
    process.stderr.write(`${what}: ${done} of ${all} after ${Math.round((now - began) / 1_000)} s\n`);
  };
}
