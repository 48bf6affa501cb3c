import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTokenSigner, makeSigningKey, type Role, type TokenToSign } from "@segpol/identity";

/** For whom its tokens are meant. */
export const AUDIENCE = "segpol";

/** Knows the users, and publishes its keys. */
export interface Issuer {
  readonly url: string;
  token(roles: readonly Role[], changed?: Partial<TokenToSign>): Promise<string>;
  stop(): Promise<void>;
}

export async function startIssuer(): Promise<Issuer> {
  let keys: unknown = { keys: [] };
  const server: Server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(keys));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signer = createTokenSigner({ issuer: url, key: makeSigningKey() });
  keys = signer.publicJwks();
  return {
    url,
    token: async (roles, changed = {}) =>
      await signer.sign({ subject: "Jan Jansens", roles, audience: AUDIENCE, lifetimeS: 60, ...changed }),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
