import { isWebAddress } from "@segpol/schema";
import { RegistryError } from "./registry-error.js";

/** Partners that have a port by default, from 4101 up in this order. */
const DEFAULT_ORDER: readonly string[] = ["CPS", "CPL", "CEP", "CC_GPI", "ADVP", "VCLP", "GENT"];
const FIRST_PORT = 4101;

/**
 * Address of a partner's graph: environment variable `<CODE>_URL`, else what its package says, else its default port on this machine.
 * @throws RegistryError
 */
export function partnerUrl(
  code: string,
  env: Readonly<Record<string, string | undefined>>,
  packageUrl?: string,
): string {
  const variable = `${code}_URL`;
  const given = env[variable];
  if (given) return checkedUrl(given, variable, code);
  if (packageUrl !== undefined) return checkedUrl(packageUrl, `"segpol.url" in ${code}'s package.json`, code);
  const place = DEFAULT_ORDER.indexOf(code);
  if (place >= 0) return `http://localhost:${FIRST_PORT + place}/graphql`;
  throw new RegistryError(
    "PARTNER_URL_MISSING",
    `Expected the address of ${code}'s graph; ${code} has no default port, and nothing says where it is. Set the environment variable ${variable}, or "segpol.url" in its package.json.`,
  );
}

function checkedUrl(url: string, where: string, code: string): string {
  if (isWebAddress(url)) return url;
  throw new RegistryError(
    "PARTNER_URL_INVALID",
    `Expected ${where} to be the address of ${code}'s graph, such as http://localhost:${FIRST_PORT}/graphql; got ${JSON.stringify(url)}.`,
  );
}

/** Partners with a default port in the order of their ports, then others by code. */
export function byDefaultOrder(a: { readonly code: string }, b: { readonly code: string }): number {
  return placeOf(a.code) - placeOf(b.code) || (a.code < b.code ? -1 : 1);
}

function placeOf(code: string): number {
  const place = DEFAULT_ORDER.indexOf(code);
  return place < 0 ? DEFAULT_ORDER.length : place;
}
