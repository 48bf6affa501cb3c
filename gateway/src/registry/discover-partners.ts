import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isWebAddress, typePrefix, vocabulary } from "@segpol/schema";
import { findPartnerPackages, type PartnerPackage, PartnerPackageError } from "@segpol/schema/partner-packages";
import { RegistryError } from "./registry-error.js";
import type { PartnerDefinition } from "../base/partner-definition.js";

export interface DiscoverOptions {
  /** Root of the repository: where subgraphs/ and plugins/ are. */
  readonly rootDir: string;
  /** Environment variables; `<CODE>_URL` says where a partner's graph is. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads the partners that have a package here, with the SDL that each committed as schema.graphql. In the order of the default ports.
 * @throws RegistryError that says which package and what to do.
 */
export async function discoverPartners({ rootDir, env }: DiscoverOptions): Promise<readonly PartnerDefinition[]> {
  try {
    const packages = await findPartnerPackages(rootDir);
    return await Promise.all(packages.map((each) => definePartner(each, env)));
  } catch (cause) {
    if (!(cause instanceof PartnerPackageError)) throw cause;
    throw new RegistryError(cause.code, cause.message);
  }
}

async function definePartner(
  { code, organisation, licence, contactPoint, url, folder, isPlugin }: PartnerPackage,
  env: DiscoverOptions["env"],
): Promise<PartnerDefinition> {
  const known = vocabulary.partners.find((partner) => partner.code === code);
  return {
    code,
    prefix: typePrefix(code),
    name: known?.name ?? organisation ?? { original: "NL", NL: code },
    acronym: known?.acronym ?? code.replaceAll("_", " "),
    role: known?.role ?? (isPlugin ? "PLUGIN_PARTNER" : "KEY_PARTNER"),
    website: known?.website ?? null,
    ...(licence !== undefined && { licence }),
    ...(contactPoint !== undefined && { contactPoint }),
    url: partnerUrl(code, env, url),
    sdl: await readSdl(code, folder),
  };
}

/** Address of a partner's graph: environment variable `<CODE>_URL`, else what its package says. */
function partnerUrl(code: string, env: DiscoverOptions["env"], packageUrl: string | undefined): string {
  const variable = `${code}_URL`;
  const given = env[variable];
  if (given) return checkUrl(given, variable, code);
  if (packageUrl !== undefined) return checkUrl(packageUrl, `"segpol.url" in ${code}'s package.json`, code);
  throw new RegistryError(
    "PARTNER_URL_MISSING",
    `Expected the address of ${code}'s graph; nothing says where it is. Set the environment variable ${variable}, or "segpol.url" in its package.json.`,
  );
}

function checkUrl(url: string, where: string, code: string): string {
  if (isWebAddress(url)) return url;
  throw new RegistryError(
    "PARTNER_URL_INVALID",
    `Expected ${where} to be the address of ${code}'s graph, such as http://localhost:4101/graphql; got ${JSON.stringify(url)}.`,
  );
}

async function readSdl(code: string, folder: string): Promise<string> {
  const file = join(folder, "schema.graphql");
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    throw new RegistryError(
      "PARTNER_SCHEMA_MISSING",
      `Expected ${code}'s SDL in ${file}; there is no such file. Have the package emit its SDL and commit it.`,
    );
  }
}
