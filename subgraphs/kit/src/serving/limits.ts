import { type Environment, readSettings, type SettingValues } from "@segpol/server";
import { LIMIT_SETTINGS } from "./config-tables.js";

/** What a partner's server takes at most; config-tables.ts says what each limit is. */
export type ServerLimits = SettingValues<typeof LIMIT_SETTINGS>;

export const DEFAULT_LIMITS: ServerLimits = readLimits({}, []);

/** Reads the limits from SEGPOL_SUBGRAPH_MAX_...; adds to `problems` what is wrong with them. */
export function readLimits(env: Environment, problems: string[]): ServerLimits {
  return readSettings(LIMIT_SETTINGS, env, problems);
}
