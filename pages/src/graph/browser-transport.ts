import type { Transport } from "../public.js";

/** Asks by the hash alone, so that browsers can keep answers and ask only whether they still hold. */
export const browserTransport: Transport = async ({ name, hash, variables, headers, signal }) => {
  const query = new URLSearchParams({
    operationName: name,
    variables: JSON.stringify(variables),
    extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } }),
  });
  const response = await fetch(`/graphql?${query.toString()}`, {
    headers: {
      ...headers,
      accept: "application/json",
      "apollo-require-preflight": "true",
      "apollographql-client-name": "pages",
    },
    signal,
  });
  const requestId = response.headers.get("x-request-id") ?? undefined;
  try {
    return { body: await response.json(), requestId };
  } catch (error) {
    if (signal.aborted) throw error;
    return { body: undefined, requestId };
  }
};
