import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { assignPorts } from "./default-ports.js";
import { parseManifest, type PartnerManifest } from "./manifest.js";
import { PartnerPackageError } from "./partner-package-error.js";

/** Folders with partners' packages, below the root of the repository. */
const PARENTS = ["subgraphs", "plugins"] as const;

/** A package whose package.json says that it is a partner's. */
export interface PartnerPackage extends PartnerManifest {
  /** Name of the npm package, or its folder if it has none. */
  readonly name: string;
  readonly folder: string;
  /** Whether it is in plugins/: the partner joined later. */
  readonly isPlugin: boolean;
  /** Port of its server on this machine unless the environment sets another. */
  readonly defaultPort: number;
}

/**
 * Finds the partners' packages: folders in subgraphs/ and plugins/ whose package.json has
 * `"segpol": { "role": "partner", "code": "CPS" }`. In the order of their default ports.
 * @throws PartnerPackageError
 */
export async function findPartnerPackages(rootDir: string): Promise<readonly PartnerPackage[]> {
  const byParent = await Promise.all(PARENTS.map((parent) => packagesIn(rootDir, parent)));
  if (byParent.every((packages) => packages === undefined)) {
    throw new PartnerPackageError(
      "PARTNER_FOLDERS_MISSING",
      `Expected folders ${PARENTS.join(" and ")} with the partners' packages in ${rootDir}; there is neither. Start in the root of the repository, or name it.`,
    );
  }
  const packages = byParent.flatMap((each) => (each ?? []).toSorted((a, b) => (a.code < b.code ? -1 : 1)));
  for (const [index, { code, folder }] of packages.entries()) {
    const other = packages.slice(index + 1).find((each) => each.code === code);
    if (!other) continue;
    throw new PartnerPackageError(
      "PARTNER_CODE_TWICE",
      `Expected one package per partner; ${folder} and ${other.folder} both have the code ${code}. Change "segpol.code" in the package.json of one of them.`,
    );
  }
  return assignPorts(packages).toSorted((a, b) => a.defaultPort - b.defaultPort);
}

type FoundPackage = Omit<PartnerPackage, "defaultPort">;

async function packagesIn(rootDir: string, parent: (typeof PARENTS)[number]): Promise<FoundPackage[] | undefined> {
  const names = await unlessMissing(readdir(join(rootDir, parent)));
  if (!names) return undefined;
  const packages = await Promise.all(
    names.map((name) => readPackage(join(rootDir, parent, name), parent === "plugins")),
  );
  return packages.filter((each) => each !== undefined);
}

async function readPackage(folder: string, isPlugin: boolean): Promise<FoundPackage | undefined> {
  const path = join(folder, "package.json");
  const text = await unlessMissing(readFile(path, "utf8"));
  const manifest = text === undefined ? undefined : parseManifest(path, text);
  return manifest && { ...manifest, name: manifest.name ?? folder, folder, isPlugin };
}

/** Undefined if the file does not exist, or if a file is where a folder was expected. */
async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw error;
  }
}
