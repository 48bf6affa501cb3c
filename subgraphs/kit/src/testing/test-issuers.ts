import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createTokenSigner, type IdentitySettings, makeSigningKey, partnerAudience, type Role } from "@segpol/identity";

/** Two issuers of tokens for tests: the one that knows the users, and the hub. */
export interface TestIssuers {
  readonly settings: IdentitySettings;
  /** A token for a partner, as the users' issuer or the hub makes them. */
  token(from: "users" | "hub", code: string, roles: readonly Role[], change?: TokenChange): Promise<string>;
  stop(): Promise<void>;
}

/** What a token has that others have not. */
export interface TokenChange {
  readonly audience?: string;
  readonly subject?: string;
  readonly lifetimeS?: number;
}

/** Starts both on a free port of this machine. */
export async function startTestIssuers(): Promise<TestIssuers> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signers = {
    users: createTokenSigner({ issuer: `${origin}/users`, key: makeSigningKey() }),
    hub: createTokenSigner({ issuer: `${origin}/hub`, key: makeSigningKey() }),
  };
  server.on("request", ({ url = "" }, response) => {
    const signer = Object.values(signers).find(({ issuer }) => `${origin}${url}`.startsWith(issuer));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(signer?.publicJwks() ?? {}));
  });
  const address = (issuer: string) => ({ issuer, jwksUrl: `${issuer}/.well-known/jwks.json` });
  return {
    settings: {
      users: address(signers.users.issuer),
      hub: address(signers.hub.issuer),
      audience: "segpol",
    },
    async token(from, code, roles, { audience, subject = "somebody", lifetimeS = 300 } = {}) {
      const meant = from === "hub" ? partnerAudience(code) : "segpol";
      return signers[from].sign({ subject, roles, audience: audience ?? meant, lifetimeS });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
