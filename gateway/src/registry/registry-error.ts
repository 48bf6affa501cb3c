export type RegistryErrorCode =
  | "PARTNER_FOLDERS_MISSING"
  | "PARTNER_PACKAGE_INVALID"
  | "PARTNER_CODE_INVALID"
  | "PARTNER_CODE_TWICE"
  | "PARTNER_SCHEMA_MISSING"
  | "PARTNER_URL_MISSING"
  | "PARTNER_URL_INVALID";

/** The partners' packages cannot be read as they stand; the message says what to do. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: RegistryErrorCode;

  constructor(code: RegistryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
