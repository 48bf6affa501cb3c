import { GraphQLError, type GraphQLFormattedError } from "graphql";

type Path = readonly (string | number)[];

/**
 * What is to be told of partners' answers, by the places that clients know. One that stands where a value is resolved is thrown there; the
 * others are told beside the answer.
 */
export class PlacedErrors {
  readonly #errors = new Map<string, GraphQLError>();

  /** The same is told once. */
  add({ message, path, extensions }: GraphQLFormattedError): void {
    const key = JSON.stringify([path ?? [], extensions?.["code"], message]);
    const error = new GraphQLError(message, { path: path ?? [], ...(extensions && { extensions }) });
    this.#errors.set(key, error);
  }

  /** The first one at a place, which is not told again. */
  take(path: Path): GraphQLError | undefined {
    if (this.#errors.size === 0) return undefined;
    const start = JSON.stringify([path]).slice(0, -1);
    for (const [key, error] of this.#errors) {
      if (!key.startsWith(`${start},`)) continue;
      this.#errors.delete(key);
      return error;
    }
    return undefined;
  }

  /** Those that have not been thrown. */
  list(): readonly GraphQLError[] {
    return [...this.#errors.values()];
  }
}
