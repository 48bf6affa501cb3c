const MAX_ALIKE = 20;

/** What is told of a file as a whole; of many alike the first ones, and how many more there are. */
export class Notices {
  readonly #byKind = new Map<string, { readonly shown: string[]; count: number }>();

  /** `kind` is what makes notices alike. */
  add(kind: string, text: string): void {
    const alike = this.#byKind.get(kind) ?? { shown: [], count: 0 };
    this.#byKind.set(kind, alike);
    alike.count += 1;
    if (alike.shown.length < MAX_ALIKE) alike.shown.push(text);
  }

  list(): string[] {
    return [...this.#byKind].flatMap(([kind, { shown, count }]) =>
      count > shown.length ? [...shown, `${kind}: ${count - shown.length} more.`] : shown,
    );
  }
}
