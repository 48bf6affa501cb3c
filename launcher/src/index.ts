export { LauncherError, type LauncherErrorCode } from "./errors.js";
export { startIssuer, type IssuerOptions, type LocalIssuer } from "./issuer/issuer.js";
export {
  launch,
  prepareLaunch,
  type Launch,
  type LaunchOptions,
  type PreparedLaunch,
  type RunningPostgres,
  type RunningProcess,
} from "./launch.js";
export { embeddedPostgres } from "./plan/settings.js";
export { assertPortsFree, freePort, isPortFree, type PortUse } from "./ports.js";
export { startPostgres, startTemporaryPostgres, type PostgresOptions, type PostgresServer } from "./postgres/server.js";
export type { Report, ReportLine } from "./supervision/report.js";
export type { ProcessState } from "./supervision/supervised-process.js";
export { runTokenCommand } from "./terminal/token.js";
