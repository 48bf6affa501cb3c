import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isLoopback } from "@segpol/server";

/** Who may change the graph while the hub runs, and what partners may be. */
export interface AdminSettings {
  /** What a request to the admin API has to show; undefined: the admin API is off. SEGPOL_ADMIN_TOKEN, or the content of SEGPOL_ADMIN_TOKEN_FILE */
  readonly token: string | undefined;
  /** Partners may be at http addresses, on this machine and on private networks. SEGPOL_PRIVATE_PARTNERS; true while HOST is a loopback address */
  readonly allowPrivate: boolean;
  /** Milliseconds for a partner to give its SDL. SEGPOL_SDL_TIMEOUT_MS, 10000 */
  readonly fetchTimeoutMs: number;
  /** Milliseconds for composing, comparing and planning. SEGPOL_COMPOSITION_TIMEOUT_MS, 60000 */
  readonly compositionTimeoutMs: number;
}

export interface AdminReading {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly host: string;
  readonly problems: string[];
  readonly int: (name: string, fallback: number, min: number, max: number) => number;
}

const MIN_TOKEN_LENGTH = 16;

export function readAdminSettings({ env, host, problems, int }: AdminReading): AdminSettings {
  return {
    token: readToken(env, problems),
    allowPrivate: readPrivate(env, host, problems),
    fetchTimeoutMs: int("SEGPOL_SDL_TIMEOUT_MS", 10_000, 1, 600_000),
    compositionTimeoutMs: int("SEGPOL_COMPOSITION_TIMEOUT_MS", 60_000, 1, 3_600_000),
  };
}

function readPrivate(env: AdminReading["env"], host: string, problems: string[]): boolean {
  const text = env["SEGPOL_PRIVATE_PARTNERS"]?.trim() ?? "";
  if (text !== "" && text !== "true" && text !== "false") {
    problems.push(`SEGPOL_PRIVATE_PARTNERS: expected true or false, got "${text}".`);
  }
  return text === "" ? isLoopback(host) : text === "true";
}

function readToken(env: AdminReading["env"], problems: string[]): string | undefined {
  const given = env["SEGPOL_ADMIN_TOKEN"]?.trim() || undefined;
  const file = env["SEGPOL_ADMIN_TOKEN_FILE"]?.trim() || undefined;
  const token = given ?? (file === undefined ? undefined : readTokenFile(file, problems));
  if (token === undefined || token.length >= MIN_TOKEN_LENGTH) return token;
  problems.push(
    `${given === undefined ? "SEGPOL_ADMIN_TOKEN_FILE" : "SEGPOL_ADMIN_TOKEN"}: expected a token of at least ${MIN_TOKEN_LENGTH} characters, got ${token.length}.`,
  );
  return undefined;
}

/** A file that is not there yet is made, with a token that nobody knows, readable by its owner alone. */
function readTokenFile(file: string, problems: string[]): string | undefined {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) {
      problems.push(`SEGPOL_ADMIN_TOKEN_FILE: expected a file that can be made, ${String(error)}.`);
      return undefined;
    }
  }
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    problems.push(`SEGPOL_ADMIN_TOKEN_FILE: expected a file that can be read, ${String(error)}.`);
    return undefined;
  }
}
