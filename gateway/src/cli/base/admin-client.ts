import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { resolve } from "node:path";
import type { Environment } from "../../config/config.js";
import { CliError } from "./cli-error.js";
import { type CommandSurroundings, UsageError } from "./command.js";

/** Options that every command has. */
export const COMMON_OPTIONS = {
  hub: { type: "string" },
  who: { type: "string" },
  json: { type: "boolean" },
} as const;

export const COMMON_HELP = `Everywhere:
  --hub <url>       the hub's address; SEGPOL_HUB_URL, http://localhost:4000
  --who <name>      who is recorded; SEGPOL_WHO, the account's name
  --json            the answer as JSON

The hub's token comes from SEGPOL_ADMIN_TOKEN, or from the file that SEGPOL_ADMIN_TOKEN_FILE names: .data/admin-token, where npm start
has the hub make it, when neither is set. SEGPOL_TOKEN is your own token, of the hub's issuer, and goes before the file: with the role
hub:admin it does everything, with a role at a partner it looks and checks. Exit codes: 0 done; 1 refused or failed; 2 the command was not understood.
`;

export interface HubOptions {
  readonly hub?: string | undefined;
  readonly who?: string | undefined;
}

const DEFAULT_HUB = "http://localhost:4000";
/** Where npm start has the hub make its token, below its folder of data. */
const TOKEN_FILE = "admin-token";

/** Sends one operation to the hub's admin API. @throws CliError */
export async function askAdmin<T>(
  { hub, who }: HubOptions,
  { env, rootDir }: Pick<CommandSurroundings, "env" | "rootDir">,
  query: string,
  variables: object = {},
): Promise<T> {
  const url = hubUrl("/admin/graphql", { hub }, env);
  const response = await post(url, await readToken(env, rootDir), whoAsks({ who }, env), { query, variables });
  const body = readBody(await response.text());
  const [error] = body?.errors ?? [];
  if (error) throw new CliError(`The hub refused (${error.extensions?.code ?? response.status}): ${error.message}`);
  if (!body?.data) {
    throw new CliError(
      `Expected the hub's admin API at ${url.href}; got HTTP status ${response.status} and no GraphQL answer. Check --hub.`,
    );
  }
  return body.data as T;
}

/** Whether anything answers at the address where the hub is looked for when none is named. */
export async function isHubThere(env: Environment): Promise<boolean> {
  try {
    await fetch(hubUrl("/health", {}, env));
    return true;
  } catch {
    return false;
  }
}

/** Who is recorded. */
export function whoAsks({ who }: Pick<HubOptions, "who">, env: Environment): string {
  return who ?? env["SEGPOL_WHO"] ?? userInfo().username;
}

/** @throws UsageError */
function hubUrl(path: string, { hub }: Pick<HubOptions, "hub">, env: Environment): URL {
  const base = hub ?? env["SEGPOL_HUB_URL"] ?? DEFAULT_HUB;
  const url = URL.parse(path, base);
  if (!url) throw new UsageError(`Expected the hub's address, such as ${DEFAULT_HUB}; got ${JSON.stringify(base)}.`);
  return url;
}

async function post(url: URL, token: string, who: string, body: object): Promise<Response> {
  try {
    return await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}`, "x-segpol-who": who },
      body: JSON.stringify(body),
      redirect: "error",
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new CliError(
      `Expected a hub at ${url.origin}; there was no connection (${cause}). Start it, or name it: --hub.`,
    );
  }
}

async function readToken(env: Environment, rootDir: string): Promise<string> {
  const given = env["SEGPOL_ADMIN_TOKEN"]?.trim() || env["SEGPOL_TOKEN"]?.trim();
  if (given) return given;
  const file =
    env["SEGPOL_ADMIN_TOKEN_FILE"]?.trim() || resolve(rootDir, env["SEGPOL_DATA_DIR"]?.trim() || ".data", TOKEN_FILE);
  try {
    return (await readFile(file, "utf8")).trim();
  } catch {
    throw new CliError(
      `Expected the hub's token in SEGPOL_ADMIN_TOKEN, or in the file that SEGPOL_ADMIN_TOKEN_FILE names; ${file} cannot be read. Use what the hub was started with.`,
    );
  }
}

interface AdminBody {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

function readBody(text: string): AdminBody | undefined {
  try {
    return JSON.parse(text) as AdminBody;
  } catch {
    return undefined;
  }
}

/** The largest that GraphQL and the database take. */
const MAX_NUMBER = 2 ** 31 - 1;

/** @throws UsageError */
export function wholeNumber(text: string, what: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MAX_NUMBER) return number;
  throw new UsageError(`Expected a whole number from 1 to ${MAX_NUMBER} as ${what}; got ${JSON.stringify(text)}.`);
}
