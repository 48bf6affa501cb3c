import type { PartnerPackageErrorCode } from "@segpol/schema/partner-packages";

export type RegistryErrorCode =
  | PartnerPackageErrorCode
  | "PARTNER_SCHEMA_MISSING"
  | "PARTNER_URL_MISSING"
  | "PARTNER_URL_INVALID";

/** The partners' packages cannot be read as they are; the message says what to do. */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: RegistryErrorCode;

  constructor(code: RegistryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
