import { fileURLToPath } from "node:url";
import { findPartnerPackages } from "@segpol/schema/partner-packages";

/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:1/graphql";

const packages = await findPartnerPackages(fileURLToPath(new URL("../..", import.meta.url)));

/** Codes of the partners that have a package in this repository, in the order of their default ports. */
export const PARTNER_CODES: readonly string[] = packages.map(({ code }) => code);

/** Environment of a hub whose partners are all down: `CPS_URL` and so on. */
export const UNREACHABLE_PARTNERS: Readonly<Record<string, string>> = Object.fromEntries(
  PARTNER_CODES.map((code) => [`${code}_URL`, NOWHERE]),
);
