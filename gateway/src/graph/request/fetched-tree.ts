type Path = readonly (string | number)[];

/**
 * What a request has fetched so far, as the gateway holds it: it merges later fetches into the very objects that root
 * fetches returned. It tells which record of a list a representation stands for. The gateway itself assumes that the
 * n-th representation is the list's n-th record, which is wrong in lists where several partners have records.
 */
export class FetchedTree {
  readonly #roots: Readonly<Record<string, unknown>>[] = [];

  addRoot(data: Readonly<Record<string, unknown>>): void {
    this.#roots.push(data);
  }

  /** For each representation its record's place among the records at this path; -1 where it is not there. */
  places(path: Path, representations: readonly unknown[]): number[] {
    const records = this.#roots.flatMap((root) => valuesAt(root, path)).filter(isObject);
    let next = 0;
    return representations.map((representation) => {
      const from = next;
      while (next < records.length && !standsFor(representation, records[next])) next += 1;
      if (next < records.length) return next++;
      next = from;
      return -1;
    });
  }
}

function standsFor(representation: unknown, record: unknown): boolean {
  if (!isObject(representation) || !isObject(record)) return false;
  return Object.entries(representation).every(
    ([key, value]) => isObject(value) || Array.isArray(value) || record[key] === value,
  );
}

/** In a path of the gateway, "@" stands for every element of a list. */
function valuesAt(value: unknown, [head, ...rest]: Path): unknown[] {
  if (value === null || value === undefined) return [];
  if (head === undefined) return [value];
  if (head === "@") return Array.isArray(value) ? value.flatMap((element) => valuesAt(element, rest)) : [];
  return isObject(value) && Object.hasOwn(value, head) ? valuesAt(value[head], rest) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
