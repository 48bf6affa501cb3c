import { createContext, type LoaderFunctionArgs, type RouterContextProvider } from "react-router";
import { isPageLanguage, type PageLanguage } from "@segpol/page-base/language";
import type { DeskReader, Transport } from "../public.js";
import type { GraphDocument } from "./document.js";
import { fail, NOT_SIGNED_IN } from "./failure.js";

/** What loaders and actions go by. */
export interface Asking {
  readonly transport: Transport;
  readonly reader: DeskReader;
}

export const askingContext = createContext<Asking>();

/** What a page's loader or action is given. */
export type PageArgs = LoaderFunctionArgs<Readonly<RouterContextProvider>>;

/** The language of the page that a loader works for. */
export function languageOf({ params }: Pick<PageArgs, "params">): PageLanguage {
  const language = params["lang"];
  return isPageLanguage(language) ? language : "nl";
}

/** Asks the desk's graph in the name of who signed in. @throws Failure */
export async function ask<Data, Variables extends object>(
  { context }: Pick<PageArgs, "context">,
  document: GraphDocument<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { transport, reader } = context.get(askingContext);
  if (reader.state !== "SIGNED_IN") return fail({ message: "", code: NOT_SIGNED_IN }, undefined);
  if (!reader.mayRead) return fail({ message: "", code: "FORBIDDEN" }, undefined);
  return await send(transport, document, variables);
}

/** The same without a router. @throws Failure */
export async function send<Data, Variables extends object>(
  transport: Transport,
  { name, hash }: GraphDocument<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { body, requestId } = await transport({ name, hash, variables });
  const { data, errors } = readBody(body);
  const [first] = errors;
  if (first)
    return fail({ message: first.message, code: first.extensions?.code ?? "INTERNAL_SERVER_ERROR" }, requestId);
  if (data) return data as Data;
  return fail({ message: "", code: "UNREADABLE_ANSWER" }, requestId);
}

interface GraphError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

function readBody(body: unknown): { readonly data: unknown; readonly errors: readonly GraphError[] } {
  if (typeof body !== "object" || body === null) return { data: null, errors: [] };
  const { data = null, errors = [] } = body as { data?: unknown; errors?: readonly GraphError[] };
  return { data, errors };
}

/** Whether who asks may change records here. */
export function mayEdit({ context }: Pick<PageArgs, "context">): boolean {
  const { reader } = context.get(askingContext);
  return reader.state === "SIGNED_IN" && reader.mayEdit;
}
