/** An error with a remedy: every message says what was expected, what came and what to do. */
export class LauncherError extends Error {
  override readonly name = "LauncherError";

  constructor(
    readonly code: LauncherErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type LauncherErrorCode =
  | "ACCOUNT_MISSING"
  | "BINARIES_MISSING"
  | "BUILD_FAILED"
  | "CHILD_FAILED"
  | "CLUSTER_FOREIGN"
  | "CLUSTER_UNREACHABLE"
  | "CLUSTER_VERSION"
  | "DATA_DIR_IN_USE"
  | "DATABASE_NAME_INVALID"
  | "INITDB_FAILED"
  | "ISSUER_FAILED"
  | "ISSUER_MISSING"
  | "NOT_BUILT"
  | "PARTNER_INVALID"
  | "PARTNER_UNKNOWN"
  | "PORT_BLOCKED"
  | "PORT_IN_USE"
  | "POSTGRES_FAILED"
  | "SETTING_INVALID"
  | "STOPPED"
  | "USAGE";
