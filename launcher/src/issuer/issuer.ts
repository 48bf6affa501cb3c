import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import type { TokenToSign } from "@segpol/identity";
import { LauncherError } from "../errors.js";
import { keptClients } from "./clients.js";
import { JWKS_PATH, keepAddress, localSigner, runningIssuer } from "./folder.js";
import { createIssuerServer } from "./http.js";

/** The token issuer for one machine. */
export interface LocalIssuer {
  /** Its address, and the `iss` of its tokens: http://127.0.0.1:4090. */
  readonly url: string;
  readonly jwksUrl: string;
  /** Whether this launcher started it, or another one with the same data folder. */
  readonly origin: "started" | "joined";
  /** A token of its own, for tests and the command line. */
  sign(token: TokenToSign): Promise<string>;
  /** Stops it, unless another launcher runs it. */
  stop(): Promise<void>;
}

export interface IssuerOptions {
  /** Of key, clients and address; created if needed. */
  readonly folder: string;
  /** On 127.0.0.1 only. */
  readonly port: number;
  /** Partners whose staff get clients. */
  readonly codes: readonly string[];
  /** Default audience of tokens. Default segpol. */
  readonly audience?: string;
}

/** Starts the issuer, or uses the one that another launcher runs for the same folder. */
export async function startIssuer({ folder, port, codes, audience = "segpol" }: IssuerOptions): Promise<LocalIssuer> {
  const planned = issuerAddress(port);
  const joined = await runningIssuer(folder, planned);
  if (joined !== undefined) return handle(folder, joined, undefined);
  await mkdir(folder, { recursive: true });
  const clients = await keptClients(folder, codes);
  const server = createIssuerServer({ signer: localSigner(folder, planned), clients, audience });
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (cause) {
    // Another launcher may have been faster.
    const rival = await runningIssuer(folder, planned);
    if (rival !== undefined) return handle(folder, rival, undefined);
    throw new LauncherError(
      "PORT_IN_USE",
      `The token issuer cannot listen on port ${port}: ${(cause as Error).message}. Set SEGPOL_ISSUER_PORT to a free port.`,
      { cause },
    );
  }
  await keepAddress(folder, planned);
  return handle(folder, planned, server);
}

export function issuerAddress(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function handle(folder: string, url: string, server: Server | undefined): LocalIssuer {
  const signer = localSigner(folder, url);
  return {
    url,
    jwksUrl: url + JWKS_PATH,
    origin: server ? "started" : "joined",
    sign: async (token) => await signer.sign(token),
    stop: async () => {
      if (!server?.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
