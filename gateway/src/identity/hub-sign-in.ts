import type { TokenVerifier } from "@segpol/identity";
import type { HttpServer, RunStatement, SignInOptions } from "@segpol/server";
import type { HubConfig } from "../config/config.js";

/** How people sign in to the hub's pages; where there are pages, these know themselves. */
export type HubSignIn = Omit<SignInOptions, "isPage" | "home" | "languageOf" | "problemPath">;

interface Surroundings {
  readonly server: Pick<HttpServer, "address" | "limitRate">;
  readonly verifier: TokenVerifier | undefined;
  /** Over the database with the table of sessions. */
  readonly run: RunStatement;
}

/** Undefined: nobody signs in to this hub. */
export function hubSignIn(
  { signIn: settings, identity, hubKey, publicUrl }: Pick<HubConfig, "signIn" | "identity" | "hubKey" | "publicUrl">,
  { server, verifier, run }: Surroundings,
): HubSignIn | undefined {
  if (!settings || !verifier || !identity?.users) return undefined;
  return {
    settings,
    issuer: identity.users.issuer,
    verifier,
    cookieName: "segpol_hub",
    // Hubs that share a database share the key too, so that a session is good at each.
    secret: JSON.stringify(hubKey),
    run,
    limitRate: server.limitRate,
    publicOrigin: publicUrl,
    address: server.address,
  };
}
