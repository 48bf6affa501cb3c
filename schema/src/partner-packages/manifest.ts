import { isLanguageMap, type LanguageMap } from "../languages/language-map.js";
import { isPartnerCode } from "../partner-code.js";
import { isProfileValue, PROFILE_VALUES, type ProfileField } from "../partner-profile.js";
import { PartnerPackageError } from "./partner-package-error.js";

/** What a partner's package.json says of the partner. */
export interface PartnerManifest {
  /** CPS, CC_GPI */
  readonly code: string;
  /** Name of the npm package: @segpol/cps. */
  readonly name: string | undefined;
  /** Name of the organisation, for partners that the vocabulary does not know. */
  readonly organisation: LanguageMap | undefined;
  /** Address of the licence under which others may use its data. */
  readonly licence: string | undefined;
  /** How to reach who answers for its data: an e-mail address or a web address. */
  readonly contactPoint: string | undefined;
  /** Address of the partner's graph unless the environment sets another. */
  readonly url: string | undefined;
}

/**
 * Reads the text of a package.json. Undefined: it has no `"segpol": { "role": "partner" }`.
 * @param path of the file, for messages
 * @throws PartnerPackageError
 */
export function parseManifest(path: string, text: string): PartnerManifest | undefined {
  const manifest = parseJson(path, text);
  const segpol = propertyOf(manifest, "segpol");
  if (propertyOf(segpol, "role") !== "partner") return undefined;
  const name = propertyOf(manifest, "name");
  return {
    code: checkCode(path, propertyOf(segpol, "code")),
    name: typeof name === "string" ? name : undefined,
    organisation: checkOrganisation(path, propertyOf(segpol, "name")),
    licence: checkProfile(path, "licence", propertyOf(segpol, "licence")),
    contactPoint: checkProfile(path, "contactPoint", propertyOf(segpol, "contactPoint")),
    url: checkUrl(path, propertyOf(segpol, "url")),
  };
}

function checkCode(path: string, code: unknown): string {
  if (typeof code === "string" && isPartnerCode(code) && code !== "HUB") return code;
  throw new PartnerPackageError(
    "PARTNER_CODE_INVALID",
    `Expected "segpol.code" in ${path} to be a partner's code of capitals and digits, words joined by an underscore, such as CC_GPI (HUB is taken); got ${JSON.stringify(code)}.`,
  );
}

function checkOrganisation(path: string, name: unknown): LanguageMap | undefined {
  if (name === undefined || isLanguageMap(name)) return name;
  if (typeof name === "string" && name.trim() !== "") return { original: "NL", NL: name };
  throw new PartnerPackageError(
    "PARTNER_PACKAGE_INVALID",
    `Expected "segpol.name" in ${path} to be a text, or texts by language such as {"original": "FR", "FR": "..."}; got ${JSON.stringify(name)}.`,
  );
}

function checkProfile(path: string, name: ProfileField, value: unknown): string | undefined {
  if (value === undefined || (typeof value === "string" && isProfileValue(name, value))) return value;
  throw new PartnerPackageError(
    "PARTNER_PACKAGE_INVALID",
    `Expected "segpol.${name}" in ${path} to be ${PROFILE_VALUES[name]}; got ${JSON.stringify(value)}.`,
  );
}

function checkUrl(path: string, url: unknown): string | undefined {
  if (url === undefined || typeof url === "string") return url;
  throw new PartnerPackageError(
    "PARTNER_PACKAGE_INVALID",
    `Expected "segpol.url" in ${path} to be a text; got ${JSON.stringify(url)}.`,
  );
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PartnerPackageError("PARTNER_PACKAGE_INVALID", `Expected ${path} to be JSON: ${reason}`, { cause });
  }
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
