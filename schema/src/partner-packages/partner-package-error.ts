export type PartnerPackageErrorCode =
  | "PARTNER_FOLDERS_MISSING"
  | "PARTNER_PACKAGE_INVALID"
  | "PARTNER_CODE_INVALID"
  | "PARTNER_CODE_TWICE";

/** The partners' packages cannot be read as they are; the message says what to do. */
export class PartnerPackageError extends Error {
  override readonly name = "PartnerPackageError";

  constructor(
    readonly code: PartnerPackageErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
