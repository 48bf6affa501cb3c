/** What a GraphQL server answered over HTTP. */
export interface GraphAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T | null | undefined;
  readonly errors: readonly GraphError[];
  readonly extensions: { readonly copies?: readonly CopyMark[] };
}

/** Says that a partner's part of the answer comes from the hub's copy. */
export interface CopyMark {
  readonly partner: string;
  readonly asOf: string;
}

export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly partner?: string; readonly [key: string]: unknown };
}

export interface GraphRequest {
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** Sends one operation and gives the answer as it came, errors included. */
export async function ask<T>(url: string, query: string, request: GraphRequest = {}): Promise<GraphAnswer<T>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...request.headers },
    body: JSON.stringify({ query, variables: request.variables ?? {} }),
  });
  const { data, errors = [], extensions = {} } = (await response.json()) as Partial<GraphAnswer<T>>;
  return { status: response.status, headers: response.headers, data, errors, extensions };
}

/** Sends one operation that must succeed, and gives its data. */
export async function query<T>(url: string, text: string, request: GraphRequest = {}): Promise<T> {
  const answer = await ask<T>(url, text, request);
  if (answer.errors.length > 0 || !answer.data) {
    throw new Error(`The query was to succeed, but was answered ${answer.status}: ${JSON.stringify(answer.errors)}`);
  }
  return answer.data;
}
