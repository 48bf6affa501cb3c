import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { typePrefix, vocabulary } from "@segpol/schema";
import { findPartnerPackages, type PartnerPackage, unlessMissing } from "./partner-packages.js";
import { byDefaultOrder, partnerUrl } from "./partner-urls.js";
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
  const packages = await findPartnerPackages(rootDir);
  return Promise.all(packages.toSorted(byDefaultOrder).map((each) => definePartner(each, env)));
}

async function definePartner(
  { code, name, url, folder, isPlugin }: PartnerPackage,
  env: DiscoverOptions["env"],
): Promise<PartnerDefinition> {
  const known = vocabulary.partners.find((partner) => partner.code === code);
  return {
    code,
    prefix: typePrefix(code),
    name: known?.name ?? name ?? { original: "NL", NL: code },
    acronym: known?.acronym ?? code.replaceAll("_", " "),
    role: known?.role ?? (isPlugin ? "PLUGIN_PARTNER" : "KEY_PARTNER"),
    website: known?.website ?? null,
    url: partnerUrl(code, env, url),
    sdl: await readSdl(code, folder),
  };
}

async function readSdl(code: string, folder: string): Promise<string> {
  const sdl = await unlessMissing(readFile(join(folder, "schema.graphql"), "utf8"));
  if (sdl !== undefined) return sdl;
  throw new RegistryError(
    "PARTNER_SCHEMA_MISSING",
    `Expected ${code}'s SDL in ${join(folder, "schema.graphql")}; there is no such file. Have the package emit its SDL and commit it.`,
  );
}
