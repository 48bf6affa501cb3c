import type { Transport } from "../public.js";
import { fail, NO_CONNECTION } from "./failure.js";

/** How a page asks from the browser: by the session, which the partner alone turns into a token. @param formToken proof that it is the session's page */
export function browserTransport(formToken: string): Transport {
  return async ({ name, hash, variables }) => {
    const response = await reach({
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json", "x-form-token": formToken },
      body: JSON.stringify({ name, hash, variables }),
    });
    const requestId = response.headers.get("x-request-id") ?? undefined;
    try {
      return { body: await response.json(), requestId };
    } catch {
      return fail({ message: "", code: NO_CONNECTION }, requestId);
    }
  };
}

async function reach(request: RequestInit): Promise<Response> {
  try {
    return await fetch("/desk/session", request);
  } catch {
    return fail({ message: "", code: NO_CONNECTION }, undefined);
  }
}
