import type { z } from "zod";

/** Milliseconds for the hub to answer somebody who waits for it. */
const TIMEOUT_MS = 3_000;

/**
 * Asks the hub as anybody may: no token goes along, so that what comes is what all readers see. Undefined: it does not answer, or something else.
 * @param hubUrl such as http://localhost:4000
 */
export async function askHub<T>(
  hubUrl: string,
  query: string,
  variables: object,
  answer: z.ZodType<T>,
): Promise<T | undefined> {
  try {
    const response = await fetch(new URL("/graphql", hubUrl), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "apollographql-client-name": "desk" },
      body: JSON.stringify({ query, variables }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.parse(await response.json());
  } catch {
    return undefined;
  }
}
