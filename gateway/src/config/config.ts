import { readFileSync } from "node:fs";
import type { IdentitySettings } from "@segpol/identity";
import type { SdlLimits } from "@segpol/schema";
import {
  ConfigError,
  type Environment,
  type LogLevel,
  readHubKey,
  readIdentitySettings,
  readSettings,
  readSignInSettings,
  type SettingValues,
  type SignInSettings,
  textOf,
} from "@segpol/server";
import { type AdminSettings, readAdminSettings } from "./admin-settings.js";
import {
  ANSWER_SETTINGS,
  HARVEST_SETTINGS,
  HISTORY_SETTINGS,
  OPERATION_SETTINGS,
  PARTNER_SETTINGS,
  PROCESS_SETTINGS,
  QUERY_LIMIT_SETTINGS,
} from "./config-tables.js";
import { SDL_LIMIT_SETTINGS } from "./sdl-limit-settings.js";
import { type GuardSettings, readGuardSettings } from "./guard-settings.js";

export type { Environment, LogLevel };
/** How the hub asks partners while a client waits. */
export type PartnerSettings = SettingValues<typeof PARTNER_SETTINGS>;
/** What is kept of what clients were answered. */
export type AnswerSettings = SettingValues<typeof ANSWER_SETTINGS>;
export type HarvestSettings = SettingValues<typeof HARVEST_SETTINGS>;
/** What a query may ask at most. */
export type QueryLimits = SettingValues<typeof QUERY_LIMIT_SETTINGS>;

/** The hub's settings; config-tables.ts says what each variable is, and what it is by default. */
export interface HubConfig extends Pick<
  SettingValues<typeof PROCESS_SETTINGS>,
  "databaseUrl" | "host" | "port" | "logLevel"
> {
  /** Web origins that browsers may call the graph from; "*": all. */
  readonly corsOrigins: readonly string[];
  /** How readers reach the hub; undefined: by its port on this machine. */
  readonly publicUrl: string | undefined;
  readonly partners: PartnerSettings;
  readonly harvest: HarvestSettings;
  readonly limits: QueryLimits;
  readonly guards: GuardSettings;
  readonly answers: AnswerSettings;
  /** Days for which versions of records that are no longer current are kept; 0: for ever. */
  readonly historyDays: number;
  /** Days for which it is kept what clients ask, without values; 0: nothing is recorded. */
  readonly operationDays: number;
  readonly admin: AdminSettings;
  /** How large an SDL may be that joins or is published. */
  readonly sdlLimits: SdlLimits;
  /** Whose tokens are believed; undefined: nobody's, and everybody sees what is public. */
  readonly identity: IdentitySettings | undefined;
  /** The private key of the tokens with which the hub asks partners. */
  readonly hubKey: ReturnType<typeof readHubKey>;
  /** How people sign in to the pages; undefined: nobody does. */
  readonly signIn: SignInSettings | undefined;
}

/** The hub's settings from environment variables. Every wrong one is named in a single ConfigError. */
export function readConfig(environment: Environment): HubConfig {
  const problems: string[] = [];
  const env = withDatabaseFromFile(environment, problems);
  const {
    databaseUrl,
    host,
    port,
    logLevel,
    publicUrl,
    corsOrigins = [],
  } = readSettings(PROCESS_SETTINGS, env, problems);
  const operations = readSettings(OPERATION_SETTINGS, env, problems);
  const identity = readIdentitySettings(env, problems);
  const config: HubConfig = {
    databaseUrl,
    host,
    port,
    logLevel,
    corsOrigins,
    publicUrl,
    partners: readSettings(PARTNER_SETTINGS, env, problems),
    harvest: readSettings(HARVEST_SETTINGS, env, problems),
    limits: readSettings(QUERY_LIMIT_SETTINGS, env, problems),
    guards: readGuardSettings(operations, env, problems),
    answers: readSettings(ANSWER_SETTINGS, env, problems),
    historyDays: readSettings(HISTORY_SETTINGS, env, problems).days,
    operationDays: operations.days,
    admin: readAdminSettings(host, env, problems),
    sdlLimits: readSettings(SDL_LIMIT_SETTINGS, env, problems),
    identity,
    hubKey: readHubKey(env, problems),
    signIn: readSignInSettings(env, identity?.users !== undefined, problems),
  };
  if (config.harvest.retryMinMs > config.harvest.retryMaxMs) {
    problems.push("SEGPOL_HARVEST_RETRY_MIN_MS: expected no more than SEGPOL_HARVEST_RETRY_MAX_MS.");
  }
  if (problems.length > 0) throw new ConfigError(`The hub cannot start with these settings:\n${problems.join("\n")}`);
  return config;
}

/** A secret may stand in a file instead of in the environment, which other processes may see. */
function withDatabaseFromFile(env: Environment, problems: string[]): Environment {
  const { databaseUrl, databaseUrlFile } = PROCESS_SETTINGS;
  const file = textOf(env, databaseUrlFile.name);
  if (file === undefined || textOf(env, databaseUrl.name) !== undefined) return env;
  try {
    return { ...env, [databaseUrl.name]: readFileSync(file, "utf8").trim() };
  } catch (error) {
    problems.push(`${databaseUrlFile.name}: expected a file that can be read, ${String(error)}.`);
    return env;
  }
}
