export { LauncherError, type LauncherErrorCode } from "./errors.js";
export { assertPortsFree, freePort, isPortFree, type PortUse } from "./ports.js";
export { DEFAULT_POSTGRES_PORT, startPostgres, startTemporaryPostgres, type PostgresOptions, type PostgresServer } from "./postgres/server.js";
