import { createContext, type LoaderFunctionArgs, type RouterContextProvider } from "react-router";
import { asOfDay, endOfDay } from "../address/as-of.js";
import { isPageLanguage, type PageLanguage } from "@segpol/page-base/language";
import type { Transport } from "../public.js";
import type { GraphDocument } from "./document.js";
import { fail } from "../failure.js";

export const transportContext = createContext<Transport>();

/** What went wrong with a part of an answer. */
export interface Problem {
  readonly message: string;
  readonly code: string;
  /** Whose data are missing; undefined: the error does not say. */
  readonly partner: string | undefined;
}

export interface Answer<Data> {
  readonly data: Data;
  readonly problems: readonly Problem[];
  /** By which the hub's log knows what went wrong; undefined: nothing did. */
  readonly requestId: string | undefined;
}

/** What a page's loader is given. */
export type LoaderArgs = LoaderFunctionArgs<Readonly<RouterContextProvider>>;

/** Who asks, and at which address: it names the day as of which the answer is to be. */
export interface Asking {
  readonly request: Request;
  readonly language: PageLanguage;
  readonly transport: Transport;
}

/** Asks the graph in the language, and as of the day, that the page's address names. @throws Failure when there is no data at all */
export function ask<Data, Variables extends object>(
  { request, params, context }: Pick<LoaderArgs, "request" | "params" | "context">,
  document: GraphDocument<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  const language = params["lang"];
  const transport = context.get(transportContext);
  return askGraph({ request, language: isPageLanguage(language) ? language : "nl", transport }, document, variables);
}

/** The same without a router. @throws Failure when there is no data at all */
export async function askGraph<Data, Variables extends object>(
  { request, language, transport }: Asking,
  { name, hash }: GraphDocument<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  const day = asOfDay(new URL(request.url).searchParams);
  const { body, requestId } = await transport({
    name,
    hash,
    variables,
    headers: { "accept-language": language, ...(day !== undefined && { "accept-datetime": endOfDay(day) }) },
    signal: request.signal,
  });
  const { data, errors } = readBody(body);
  const problems = errors.map(problemOf);
  if (data) return { data: data as Data, problems, requestId: problems.length > 0 ? requestId : undefined };
  return fail(problems[0] ?? { message: "", code: "UNREADABLE_ANSWER" }, requestId);
}

interface GraphError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly partner?: string };
}

function readBody(body: unknown): { readonly data: unknown; readonly errors: readonly GraphError[] } {
  if (typeof body !== "object" || body === null) return { data: null, errors: [] };
  const { data = null, errors = [] } = body as { data?: unknown; errors?: readonly GraphError[] };
  return { data, errors };
}

function problemOf({ message, extensions }: GraphError): Problem {
  return { message, code: extensions?.code ?? "INTERNAL_SERVER_ERROR", partner: extensions?.partner };
}
