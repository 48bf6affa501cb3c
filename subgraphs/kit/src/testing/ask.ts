/** A GraphQL answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** Asks a graph at an address. */
export async function ask(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as Partial<Pick<Answer, "data" | "errors">>;
  return { status: response.status, headers: response.headers, data, errors };
}

/**
 * Asks a graph, and gives the data.
 * @throws Error with the errors when there are any.
 */
export async function askData<T>(...args: Parameters<typeof ask>): Promise<T> {
  const { data, errors } = await ask(...args);
  if (errors.length > 0 || !data) throw new Error(`Expected data without errors; got ${JSON.stringify(errors)}.`);
  return data as T;
}
