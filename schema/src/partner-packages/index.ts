export { nextPort } from "./default-ports.js";
export { findPartnerPackages, type PartnerPackage } from "./find-partner-packages.js";
export { PartnerPackageError, type PartnerPackageErrorCode } from "./partner-package-error.js";
