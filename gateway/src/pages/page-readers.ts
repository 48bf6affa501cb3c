import type { PageReader } from "@segpol/pages";
import { type Reader, registerSignIn, type SignIn } from "@segpol/server";
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

/** What a page shows of its reader. */
export function pageReaderOf(reader: Reader, signIn: SignIn | undefined): PageReader {
  if (reader.state === "ANONYMOUS") return { state: "ANONYMOUS", canSignIn: signIn !== undefined };
  if (reader.state === "OVER") return reader;
  const { identity, formToken } = reader;
  return { state: "SIGNED_IN", name: identity.name ?? identity.subject, roles: identity.roles, formToken };
}
