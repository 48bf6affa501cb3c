import type { IdentitySettings } from "@segpol/identity";
import {
  ConfigError,
  type Environment,
  readIdentitySettings,
  readSettings,
  readSignInSettings,
  type SettingValues,
  type SignInSettings,
} from "@segpol/server";
import type { Partner } from "../partner/partner.js";
import type { FilesPlace } from "../files/open-store.js";
import { FILE_SETTINGS, PROCESS_SETTINGS } from "./config-tables.js";
import { readLimits, type ServerLimits } from "./limits.js";

/** What a partner's process is configured with; config-tables.ts says what each variable is, and what it is by default. */
export interface ServerConfig extends SettingValues<typeof PROCESS_SETTINGS> {
  readonly port: number;
  /** Whose tokens are believed; undefined: tokens are ignored. */
  readonly identity: IdentitySettings | undefined;
  readonly limits: ServerLimits;
  /** Where the files are that belong to records. */
  readonly files: FilesPlace;
  /** How staff sign in to the desk's pages; undefined: nobody does. */
  readonly signIn: SignInSettings | undefined;
}

/**
 * Reads a partner's settings from environment variables.
 * @throws ConfigError naming each variable that is wrong, what was expected and what came.
 */
export function readServerConfig(env: Environment, partner: Partner): ServerConfig {
  const problems: string[] = [];
  const { port = partner.port, ...given } = readSettings(PROCESS_SETTINGS, env, problems);
  const identity = readIdentitySettings(env, problems);
  const config: ServerConfig = {
    ...given,
    port,
    identity,
    signIn: readSignInSettings(env, identity?.users !== undefined, problems),
    files: readFilesPlace(env, problems),
    limits: readLimits(env, problems),
  };
  if (problems.length > 0) throw new ConfigError(problems.join(" "));
  return config;
}

function readFilesPlace(env: Environment, problems: string[]): FilesPlace {
  const {
    folder,
    s3Url: url,
    s3Region: region,
    s3KeyId: keyId,
    s3Secret: secret,
  } = readSettings(FILE_SETTINGS, env, problems);
  if (url === undefined) return { folder };
  if (keyId === undefined || secret === undefined) {
    problems.push(
      "SEGPOL_FILES_S3_URL: expected SEGPOL_FILES_S3_KEY_ID and SEGPOL_FILES_S3_SECRET beside it, got none.",
    );
    return { folder };
  }
  return { bucket: { url, region, keyId, secret } };
}
