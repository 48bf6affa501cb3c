import { join, resolve } from "node:path";
import {
  anyText,
  databaseUrl,
  readSettings,
  type SettingTable,
  type SettingValues,
  wholeNumber,
} from "@segpol/server/config";
import { LauncherError } from "../errors.js";

export type Environment = Record<string, string | undefined>;

export const DEFAULT_POSTGRES_PORT = 54_329;
export const HUB_DEFAULT_PORT = 4_000;
export const ISSUER_DEFAULT_PORT = 4_090;

const MAX_PORT = 65_535;
const portSchema = wholeNumber(1, MAX_PORT);

/** What the launcher reads for all that it starts. */
export const LAUNCHER_SETTINGS = {
  host: {
    name: "HOST",
    schema: anyText(),
    fallback: "127.0.0.1",
    about: "address that the hub and the partners listen on",
  },
  portOffset: {
    name: "SEGPOL_PORT_OFFSET",
    schema: wholeNumber(-1_023, 60_000),
    fallback: 0,
    about: "added to every default port: `200` runs a second checkout beside the first",
  },
  postgresPort: {
    name: "SEGPOL_POSTGRES_PORT",
    schema: portSchema,
    shownDefault: String(DEFAULT_POSTGRES_PORT),
    about: "port of the embedded PostgreSQL, always on 127.0.0.1",
  },
  issuerPort: {
    name: "SEGPOL_ISSUER_PORT",
    schema: portSchema,
    shownDefault: String(ISSUER_DEFAULT_PORT),
    about: "port of the token issuer, always on 127.0.0.1",
  },
  dataDir: {
    name: "SEGPOL_DATA_DIR",
    schema: anyText(),
    shownDefault: "`.data` in the checkout",
    about: "folder of databases, logs and caches",
  },
  throwaway: {
    name: "SEGPOL_THROWAWAY",
    schema: anyText(),
    about: "`1`: no fsync, for tests; a crash may lose the last changes",
  },
} as const satisfies SettingTable;

/** What it reads for one process; the hub has the code HUB. Alone on the command line, a process reads the plain names too. */
export function processSettings(code: string) {
  return {
    port: {
      name: `${code}_PORT`,
      schema: portSchema,
      shownDefault:
        "that of `segpol.url` in its package.json: 4101 CPS, 4102 CPL, 4103 CEP, 4104 CC_GPI, 4105 ADVP, 4106 VCLP, 4107 GENT; without one, the next free port from 4108. `HUB_PORT`: 4000",
      about: "port of a partner, or of the hub: `CPS_PORT`, `CC_GPI_PORT`, `HUB_PORT`",
    },
    databaseUrl: {
      name: `${code}_DATABASE_URL`,
      schema: databaseUrl(),
      secret: true,
      shownDefault: "embedded",
      about:
        "an external database for this process, `HUB_DATABASE_URL` for the hub; if all are set, no PostgreSQL is started",
    },
    ownerUrl: {
      name: `${code}_DATABASE_OWNER_URL`,
      schema: databaseUrl(),
      secret: true,
      shownDefault: "embedded",
      about: `the same database with its owner role; without it \`${code}_DATABASE_URL\` owns and serves`,
    },
    url: {
      name: `${code}_URL`,
      schema: anyText(),
      shownDefault: "started here",
      about: "graph of a partner on another machine; it is not started here",
    },
  } as const satisfies SettingTable;
}

export const ALONE_SETTINGS = {
  port: {
    name: "PORT",
    schema: portSchema,
    about: "the same as `<CODE>_PORT`, for the hub or the one process of `--only CODE`",
  },
  databaseUrl: {
    name: "DATABASE_URL",
    schema: databaseUrl(),
    secret: true,
    about: "the same as `<CODE>_DATABASE_URL`, for the one process of `--only CODE`",
  },
  ownerUrl: {
    name: "DATABASE_OWNER_URL",
    schema: databaseUrl(),
    secret: true,
    about: "the same as `<CODE>_DATABASE_OWNER_URL`, for the one process of `--only CODE`",
  },
} as const satisfies SettingTable;

/** Settings that the processes themselves read and check, and that the launcher looks at. */
export const PASSED_ON_SETTINGS = {
  tokenIssuer: {
    name: "SEGPOL_TOKEN_ISSUER",
    schema: anyText(),
    shownDefault: "the launcher's issuer",
    about: "the identity provider; no local issuer is started then. `SEGPOL_TOKEN_JWKS_URL`: its keys",
  },
  hubIssuer: {
    name: "SEGPOL_HUB_ISSUER",
    schema: anyText(),
    shownDefault: "its address",
    about: "the issuer that the hub names in its tokens to partners",
  },
  logLevel: {
    name: "LOG_LEVEL",
    schema: anyText(),
    fallback: "info",
    about: "level of the log files: trace, debug, info, warn or error",
  },
} as const satisfies SettingTable;

/** @throws LauncherError SETTING_INVALID that names every setting of the table that is wrong */
export function readOrThrow<const Table extends SettingTable>(table: Table, env: Environment): SettingValues<Table> {
  const problems: string[] = [];
  const values = readSettings(table, env, problems);
  if (problems.length > 0) throw new LauncherError("SETTING_INVALID", problems.join("\n"));
  return values;
}

/** The data folder, by its setting, which is relative to the working directory. */
export function dataFolder(dataDir: string | undefined, rootDir: string): string {
  return resolve(dataDir ?? join(rootDir, ".data"));
}

/**
 * Where the embedded PostgreSQL has its data, and listens, as the environment says.
 * @throws LauncherError SETTING_INVALID
 */
export function embeddedPostgres(
  env: Environment,
  rootDir: string,
): { readonly dataDir: string; readonly port: number } {
  const { dataDir, portOffset, postgresPort } = readOrThrow(LAUNCHER_SETTINGS, env);
  const port = postgresPort ?? movedPort(LAUNCHER_SETTINGS.postgresPort.name, DEFAULT_POSTGRES_PORT, portOffset);
  return { dataDir: dataFolder(dataDir, rootDir), port };
}

/** A default port, moved by SEGPOL_PORT_OFFSET. `name`: the variable that sets it otherwise. */
export function movedPort(name: string, port: number, offset: number): number {
  const moved = port + offset;
  if (moved >= 1 && moved <= MAX_PORT) return moved;
  throw new LauncherError(
    "SETTING_INVALID",
    `${name}: expected a whole number from 1 to ${MAX_PORT}, got ${moved}, which ${LAUNCHER_SETTINGS.portOffset.name} made of the default.`,
  );
}
