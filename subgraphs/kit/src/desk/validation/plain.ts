/** Levels of lists and objects within each other that a value may have. */
export const MAX_DEPTH = 40;

/** A value without the null properties of the objects in it, for which null means the same as nothing; undefined: too deep. */
export function withoutNulls(value: unknown): { readonly value: unknown } | undefined {
  return depthIsFine(value) ? { value: stripped(value) } : undefined;
}

/** Whether a value has no more levels than it may have. Level by level, so that no depth can exhaust the stack. */
export function depthIsFine(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
    if (level.length === 0) return true;
  }
  return false;
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) === Date.prototype) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  return Object.fromEntries(kept.map(([name, each]) => [name, stripped(each)]));
}
