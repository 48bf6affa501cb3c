import type { GraphRequest, GraphResponse, PageReader, Transport } from "../public.js";

/** How a page asks the graph from the browser: as anybody, or by the session, which the hub alone turns into a token. */
export function browserTransport({ state }: PageReader): Transport {
  return state === "SIGNED_IN" ? askBySession : askPublicly;
}

/** Asks by the hash alone, so that browsers can keep answers and ask only whether they still hold. */
const askPublicly: Transport = async ({ name, hash, variables, headers, signal }) => {
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
  return await read(response, signal);
};

/** Milliseconds that another page may take to come; a link that gives a file leaves nothing. */
const LEAVES_WITHIN_MS = 30_000;
let leavingSince = -Infinity;
if (typeof document !== "undefined") {
  globalThis.addEventListener("beforeunload", () => (leavingSince = performance.now()));
  // A page to which Back has led is not left.
  globalThis.addEventListener("pageshow", () => (leavingSince = -Infinity));
}

/** Whether another page is on its way: to load this one anew would keep it from coming, such as the one on which the issuer ends a session. */
function isLeaving(): boolean {
  return performance.now() < leavingSince + LEAVES_WITHIN_MS;
}

/** A session that has ended shows nothing more: the page is loaded anew, as the hub has it for everybody, and says so. */
const askBySession: Transport = async ({ name, hash, variables, headers, signal }) => {
  const response = await fetch("/reader/graphql", {
    method: "POST",
    headers: { ...headers, accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ name, hash, variables }),
    signal,
  });
  if (response.status === 401 && !isLeaving()) globalThis.location.reload();
  return await read(response, signal);
};

async function read(response: Response, signal: GraphRequest["signal"]): Promise<GraphResponse> {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  try {
    return { body: await response.json(), requestId };
  } catch (error) {
    if (signal.aborted) throw error;
    return { body: undefined, requestId };
  }
}
