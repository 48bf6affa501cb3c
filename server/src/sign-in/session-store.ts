import { callbackify } from "node:util";
import type { SessionStore } from "@fastify/session";
import type { Session } from "fastify";
import { z } from "zod";
import { deriveKey, digestOf, seal, unseal } from "./sealed-text.js";

/** Makes the table of sessions, in PostgreSQL. */
export const SESSION_TABLE = `
create table reader_session (
  id bytea primary key,
  expires_at timestamptz not null,
  sealed bytea not null
);
create index reader_session_expires_at on reader_session (expires_at);
comment on table reader_session is
  'Sessions of people who signed in: a digest of the id in their cookie, and what only that id decrypts';
`;

/** Runs a statement with its parameters, $1 and so on, and gives its rows. */
export type RunStatement = (statement: string, parameters: readonly unknown[]) => Promise<readonly object[]>;

const TOKENS = z.object({
  accessToken: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  refreshToken: z.string().optional(),
});

/** What the issuer gave for who signed in. It stays here: the browser has the session's id alone. */
export type SessionTokens = z.output<typeof TOKENS>;

const SEALED_ROW = z.object({ sealed: z.instanceof(Uint8Array) });

declare module "fastify" {
  interface Session {
    /** Undefined: nobody has signed in. */
    tokens?: SessionTokens;
    /** Whether somebody had signed in, and the session is over. */
    isOver?: boolean;
  }
}

/**
 * Sessions in a table of PostgreSQL. It has no session's id, only what the id decrypts: whoever reads it, or a backup of it, is not signed in
 * by that, and has no tokens.
 */
export class PostgresSessions implements SessionStore {
  readonly #run: RunStatement;
  readonly #lifetimeS: number;
  /** Of an id that is not there any more a session comes that is over. */
  readonly get: SessionStore["get"] = callbackify(async (id: string): Promise<Session> => {
    const tokens = await this.tokensOf(id);
    return tokens ? { cookie: COOKIE, tokens } : { cookie: COOKIE, isOver: true };
  });
  readonly set: SessionStore["set"] = callbackify(async (id: string, { tokens }: Session): Promise<void> => {
    if (tokens) await this.#insert(id, tokens);
  });
  readonly destroy: SessionStore["destroy"] = callbackify((id: string): Promise<void> => this.end(id));

  /** `lifetimeS`: seconds from signing in after which a session is over. */
  constructor(run: RunStatement, lifetimeS: number) {
    this.#run = run;
    this.#lifetimeS = lifetimeS;
  }

  /** Undefined: there is no such session, or no longer. */
  async tokensOf(id: string): Promise<SessionTokens | undefined> {
    const [row] = await this.#run("select sealed from reader_session where id = $1 and expires_at > now()", [
      nameOf(id),
    ]);
    if (row === undefined) return undefined;
    const text = unseal(Buffer.from(SEALED_ROW.parse(row).sealed), keyOf(id));
    return text === undefined ? undefined : TOKENS.parse(JSON.parse(text));
  }

  /** New tokens for a session that is there; false: it has been ended meanwhile, and stays so. */
  async renew(id: string, tokens: SessionTokens): Promise<boolean> {
    const changed = await this.#run(
      "update reader_session set sealed = $2 where id = $1 and expires_at > now() returning true",
      [nameOf(id), sealOf(id, tokens)],
    );
    return changed.length > 0;
  }

  async end(id: string): Promise<void> {
    await this.#run("delete from reader_session where id = $1", [nameOf(id)]);
  }

  /** Those that are over are removed with the next that begins. */
  async #insert(id: string, tokens: SessionTokens): Promise<void> {
    await this.#run("delete from reader_session where expires_at <= now()", []);
    await this.#run(
      "insert into reader_session (id, expires_at, sealed) values ($1, now() + make_interval(secs => $2), $3)",
      [nameOf(id), this.#lifetimeS, sealOf(id, tokens)],
    );
  }
}

/** The cookie ends with the browser, and the session by the table. */
const COOKIE = { originalMaxAge: null };

function nameOf(id: string): Buffer {
  return digestOf(id, "session id");
}

function keyOf(id: string): Buffer {
  return deriveKey(id, "session content");
}

function sealOf(id: string, tokens: SessionTokens): Buffer {
  return seal(JSON.stringify(tokens), keyOf(id));
}
