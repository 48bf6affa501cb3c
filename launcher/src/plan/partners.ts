import { findPartnerPackages, PartnerPackageError, type PartnerPackage } from "@segpol/schema/partner-packages";
import { LauncherError } from "../errors.js";

/**
 * Every partner that has a package in the checkout, in the order of the default ports; none in a checkout of the hub alone.
 * @throws LauncherError PARTNER_INVALID
 */
export async function discoverPartners(rootDir: string): Promise<readonly PartnerPackage[]> {
  try {
    return await findPartnerPackages(rootDir);
  } catch (cause) {
    if (!(cause instanceof PartnerPackageError)) throw cause;
    if (cause.code === "PARTNER_FOLDERS_MISSING") return [];
    throw new LauncherError("PARTNER_INVALID", cause.message, { cause });
  }
}
