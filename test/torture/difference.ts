/** Where two values first differ, in words; undefined: they are equal. */
export function firstDifference(expected: unknown, seen: unknown, path = ""): string | undefined {
  if (Object.is(expected, seen)) return undefined;
  if (isObject(expected) && isObject(seen) && Array.isArray(expected) === Array.isArray(seen)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(seen)])) {
      const difference = firstDifference(expected[name], seen[name], path === "" ? name : `${path}.${name}`);
      if (difference) return difference;
    }
    return undefined;
  }
  return `differs at ${path || "the top"}: the owner has ${shown(expected)}, the hub ${shown(seen)}.`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 120 ? `${text.slice(0, 120)}...` : text;
}
