import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { TokenToSign } from "@segpol/identity";
import { LauncherError } from "../errors.js";
import { deskClient, keptClients, PAGES_CLIENT, personsOf } from "./clients.js";
import { JWKS_PATH, keepAddress, localKey, localSigner, runningIssuer } from "./folder.js";

/** What pages are to an issuer by which people sign in to them. */
export interface SignInClient {
  readonly id: string;
  readonly secret: string;
}

/** The token issuer for one machine. */
export interface LocalIssuer {
  /** Its address, and the `iss` of its tokens: http://127.0.0.1:4090. */
  readonly url: string;
  readonly jwksUrl: string;
  /** Whether this launcher started it, or another one with the same data folder. */
  readonly origin: "started" | "joined";
  /** What the hub's pages are to it, so that people can sign in to them. */
  readonly pagesClient: SignInClient;
  /** What partners' desks are to it, by the partners' codes. */
  readonly deskClients: Readonly<Record<string, SignInClient>>;
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
  /** Seconds for which the access token of a person holds. Default 300. */
  readonly personTokenS?: number;
}

/** Milliseconds for a request to arrive. */
const REQUEST_MS = 10_000;
const IDLE_MS = 1_000;
const PERSON_TOKEN_S = 300;

/** Starts the issuer, or uses the one that another launcher runs for the same folder. */
export async function startIssuer(options: IssuerOptions): Promise<LocalIssuer> {
  const { folder, port, codes, audience = "segpol", personTokenS = PERSON_TOKEN_S } = options;
  const planned = issuerAddress(port);
  const joined = await runningIssuer(folder, planned);
  await mkdir(folder, { recursive: true });
  const clients = await keptClients(folder, codes);
  const clientOf = (id: string): SignInClient => ({
    id,
    secret: clients.find((client) => client.id === id)?.secret ?? "",
  });
  const signIn = {
    pagesClient: clientOf(PAGES_CLIENT),
    deskClients: Object.fromEntries(codes.map((code) => [code, clientOf(deskClient(code))])),
  };
  const handleOf = (url: string, server?: Server): LocalIssuer => handle(folder, url, signIn, server);
  if (joined !== undefined) return handleOf(joined);
  // Most starts of this package's code need no provider: it takes a moment to load.
  const { createProvider } = await import("./provider.js");
  const key = localKey(folder);
  const provider = createProvider({
    issuer: planned,
    key,
    clients,
    persons: personsOf(codes),
    forPeople: new Set([PAGES_CLIENT, ...codes.map(deskClient)]),
    audience,
    personTokenS,
  });
  const answer = provider.callback();
  const server = createServer((request, response) => void answer(request, response));
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = IDLE_MS;
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (cause) {
    // Another launcher may have been faster.
    const rival = await runningIssuer(folder, planned);
    if (rival !== undefined) return handleOf(rival);
    throw new LauncherError(
      "PORT_IN_USE",
      `The token issuer cannot listen on port ${port}: ${(cause as Error).message}. Set SEGPOL_ISSUER_PORT to a free port.`,
      { cause },
    );
  }
  await keepAddress(folder, planned);
  return handleOf(planned, server);
}

export function issuerAddress(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function handle(
  folder: string,
  url: string,
  signIn: Pick<LocalIssuer, "pagesClient" | "deskClients">,
  server: Server | undefined,
): LocalIssuer {
  const signer = localSigner(folder, url);
  return {
    url,
    jwksUrl: url + JWKS_PATH,
    origin: server ? "started" : "joined",
    ...signIn,
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
