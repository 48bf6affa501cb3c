import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Environment, isLoopback, readSettings, type SettingValues } from "@segpol/server";
import { ADMIN_SETTINGS } from "./config-tables.js";

type Given = SettingValues<typeof ADMIN_SETTINGS>;

/** Who may change the graph while the hub runs, and what partners may be. */
export interface AdminSettings extends Pick<Given, "fetchTimeoutMs" | "compositionTimeoutMs"> {
  /** What a request to the admin API has to show; undefined: the admin API is off. */
  readonly token: string | undefined;
  /** Partners may be at http addresses, on this machine and on private networks. */
  readonly allowPrivate: boolean;
}

const MIN_TOKEN_LENGTH = 16;

export function readAdminSettings(host: string, env: Environment, problems: string[]): AdminSettings {
  const { allowPrivate = isLoopback(host), ...given } = readSettings(ADMIN_SETTINGS, env, problems);
  const { fetchTimeoutMs, compositionTimeoutMs } = given;
  return { token: readToken(given, problems), allowPrivate, fetchTimeoutMs, compositionTimeoutMs };
}

function readToken(
  { token: given, tokenFile }: Pick<Given, "token" | "tokenFile">,
  problems: string[],
): string | undefined {
  const token = given ?? (tokenFile === undefined ? undefined : readTokenFile(tokenFile, problems));
  if (token === undefined || token.length >= MIN_TOKEN_LENGTH) return token;
  const { name } = ADMIN_SETTINGS[given === undefined ? "tokenFile" : "token"];
  problems.push(`${name}: expected a token of at least ${MIN_TOKEN_LENGTH} characters, got ${token.length}.`);
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
