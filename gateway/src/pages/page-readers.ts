import type { PageReader } from "@segpol/pages";
import { PRIVATE, type Reader, registerSignIn, RequestError, type SignIn } from "@segpol/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { HubSignIn } from "../identity/hub-sign-in.js";

/** What pages go by. */
export interface PageReaders {
  /** With which their paths begin. */
  readonly languages: readonly string[];
  /** Such as https://hub.example.org, by which readers reach the hub. */
  readonly publicUrl: () => string;
  /** Undefined: nobody signs in to this hub. */
  readonly signIn: SignIn | undefined;
}

/**
 * Lets people sign in to the pages of a scope, and come back to one of them.
 * @param languages of the pages, with which their paths begin
 */
export function registerPageReaders(
  scope: FastifyInstance,
  signIn: HubSignIn,
  languages: readonly string[],
): Promise<SignIn> {
  const languageOf = (path: string): string | undefined => {
    const first = path.split(/[/?]/, 2)[1];
    return languages.find((language) => language === first);
  };
  return registerSignIn(scope, {
    ...signIn,
    isPage: (path) => languageOf(path) !== undefined,
    home: "/",
    languageOf,
    problemPath(problem, returnTo) {
      const query = new URLSearchParams({ problem, return: returnTo });
      return `/${languageOf(returnTo) ?? languages[0]}/sign-in?${query.toString()}`;
    },
  });
}

/** Who reads, as the session of their browser says. */
export async function readerOf(
  signIn: SignIn | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Reader> {
  return (await signIn?.readerOf(request, reply)) ?? { state: "ANONYMOUS" };
}

/** UNKNOWN: they have a session, and whose it is cannot be told while the issuer does not answer. */
export type Visitor = Reader | { readonly state: "UNKNOWN" };

/** Who reads a page, which shows what is public where that cannot be told. Files would lack rows without anybody seeing it: they go by `readerOf`. */
export async function visitorOf(
  signIn: SignIn | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visitor> {
  try {
    return await readerOf(signIn, request, reply);
  } catch (error) {
    if (!(error instanceof RequestError && error.code === "SIGN_IN_UNAVAILABLE")) throw error;
    void reply.header("cache-control", PRIVATE);
    return { state: "UNKNOWN" };
  }
}

/** What a page shows of its reader. */
export function pageReaderOf(reader: Visitor, signIn: SignIn | undefined): PageReader {
  if (reader.state === "ANONYMOUS") return { state: "ANONYMOUS", canSignIn: signIn !== undefined };
  if (reader.state === "OVER" || reader.state === "UNKNOWN") return reader;
  const { identity, formToken } = reader;
  return { state: "SIGNED_IN", name: identity.name ?? identity.subject, roles: identity.roles, formToken };
}
