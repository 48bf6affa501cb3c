import { randomBytes } from "node:crypto";
import type { EntityManager, MikroORM } from "@mikro-orm/postgresql";
import type { IdentitySettings, TokenVerifier } from "@segpol/identity";
import type { HttpServer, RunStatement, SignInOptions, SignInSettings } from "@segpol/server";

/** Characters of a secret from which cookies' keys may be derived. */
const MIN_SECRET = 32;
const PARAMETER = /\$(\d+)/g;

/** How staff sign in to a partner's desk; the pages know by themselves where they are. */
export type DeskSignIn = Omit<SignInOptions, "isPage" | "home" | "languageOf" | "problemPath">;

export interface DeskSignInParts {
  readonly code: string;
  /** Undefined: nobody signs in. */
  readonly settings: SignInSettings | undefined;
  readonly identity: IdentitySettings | undefined;
  readonly verifier: TokenVerifier | undefined;
  readonly server: Pick<HttpServer, "address" | "limitRate">;
  readonly orm: MikroORM;
  readonly publicOrigin: string | undefined;
}

/** Undefined: nobody signs in to this desk. */
export function deskSignIn(parts: DeskSignInParts): DeskSignIn | undefined {
  const { code, settings, identity, verifier, server, orm, publicOrigin } = parts;
  if (!settings || !verifier || !identity?.users) return undefined;
  const { clientSecret = "" } = settings;
  return {
    settings,
    issuer: identity.users.issuer,
    verifier,
    cookieName: `segpol_desk_${code.toLowerCase()}`,
    // All processes of a partner have the same, and it outlives them; a client without one signs everybody out when it restarts.
    secret: clientSecret.length < MIN_SECRET ? randomBytes(MIN_SECRET).toString("base64url") : clientSecret,
    run: runStatements(() => orm.em.fork()),
    limitRate: server.limitRate,
    publicOrigin,
    address: server.address,
  };
}

/** MikroORM's parameters are question marks, in their order. */
function runStatements(fork: () => EntityManager): RunStatement {
  return async (statement, parameters) => {
    const inOrder = [...statement.matchAll(PARAMETER)].map(([, number]) => parameters[Number(number) - 1]);
    return await fork().execute<object[]>(statement.replaceAll(PARAMETER, "?"), inOrder);
  };
}
