import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isLanguageMap, isPartnerCode, type LanguageMap } from "@segpol/schema";
import { RegistryError } from "./registry-error.js";

/** Where partners' packages lie, below the root of the repository. */
const FOLDERS = ["subgraphs", "plugins"] as const;

/** A package that says in its package.json that it is a partner's. */
export interface PartnerPackage {
  readonly code: string;
  /** What the package itself calls the partner; only used for partners that the vocabulary does not know. */
  readonly name: LanguageMap | undefined;
  /** Where the partner's graph is unless the environment says otherwise. */
  readonly url: string | undefined;
  readonly folder: string;
  readonly isPlugin: boolean;
}

/**
 * Finds the partners' packages: folders in subgraphs/ and plugins/ whose package.json has
 * `"segpol": { "role": "partner", "code": "CPS" }`. In the order of their codes.
 * @throws RegistryError
 */
export async function findPartnerPackages(rootDir: string): Promise<readonly PartnerPackage[]> {
  const found = await Promise.all(FOLDERS.map((folder) => packagesIn(rootDir, folder)));
  if (found.every((packages) => packages === undefined)) {
    throw new RegistryError(
      "PARTNER_FOLDERS_MISSING",
      `Expected folders ${FOLDERS.join(" and ")} with the partners' packages in ${rootDir}; there is neither. Start in the root of the repository, or name it.`,
    );
  }
  const packages = found.flatMap((each) => each ?? []).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  for (const [index, each] of packages.entries()) {
    const other = packages[index + 1];
    if (other?.code !== each.code) continue;
    throw new RegistryError(
      "PARTNER_CODE_TWICE",
      `Expected every partner's code once; ${each.folder} and ${other.folder} both say ${each.code}. Change "segpol.code" in the package.json of one of them.`,
    );
  }
  return packages;
}

async function packagesIn(rootDir: string, parent: string): Promise<PartnerPackage[] | undefined> {
  const names = await unlessMissing(readdir(join(rootDir, parent)));
  if (!names) return undefined;
  const packages = await Promise.all(
    names.map((name) => readPackage(join(rootDir, parent, name), parent === "plugins")),
  );
  return packages.filter((each) => each !== undefined);
}

async function readPackage(folder: string, isPlugin: boolean): Promise<PartnerPackage | undefined> {
  const path = join(folder, "package.json");
  const text = await unlessMissing(readFile(path, "utf8"));
  if (text === undefined) return undefined;
  const segpol = propertyOf(parseJson(path, text), "segpol");
  if (propertyOf(segpol, "role") !== "partner") return undefined;
  const code = propertyOf(segpol, "code");
  if (typeof code !== "string" || !isPartnerCode(code)) {
    throw new RegistryError(
      "PARTNER_CODE_INVALID",
      `Expected "segpol.code" in ${path} to be a partner's code of capitals and digits, words joined by an underscore, such as CC_GPI; got ${JSON.stringify(code)}.`,
    );
  }
  const url = propertyOf(segpol, "url");
  if (url !== undefined && typeof url !== "string") {
    throw new RegistryError(
      "PARTNER_PACKAGE_INVALID",
      `Expected "segpol.url" in ${path} to be a text; got ${JSON.stringify(url)}.`,
    );
  }
  return { code, name: readName(path, propertyOf(segpol, "name")), url, folder, isPlugin };
}

function readName(path: string, name: unknown): LanguageMap | undefined {
  if (name === undefined || isLanguageMap(name)) return name;
  if (typeof name === "string" && name.trim() !== "") return { original: "NL", NL: name };
  throw new RegistryError(
    "PARTNER_PACKAGE_INVALID",
    `Expected "segpol.name" in ${path} to be a text, or texts by language such as {"original": "FR", "FR": "..."}; got ${JSON.stringify(name)}.`,
  );
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RegistryError(
      "PARTNER_PACKAGE_INVALID",
      `Expected ${path} to be JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** A file where a folder was expected counts as missing: it is not a package. */
export async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    const code = propertyOf(error, "code");
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
