import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { findCircles, findCrossedBoundaries, findUpwardImports } from "./check-layers.ts";
import { findSlowExpressions } from "./check-expressions.ts";
import { findPartnersOutsideLint } from "./check-lint-rules.ts";
import { readImports, sourceFiles } from "./imports.ts";

/** structure.json, at the root of the repository. */
interface Structure {
  /** By folder of sources, its folders (and files that lie in none) with the lowest first. A folder's subfolders are listed apart. */
  readonly layers: Readonly<Record<string, readonly string[]>>;
}

/** The workspace in which tests may import every package's files. */
const TESTS = "test";

/**
 * What is wrong with the structure of a repository, one message each: upward imports and circles between folders of a package, imports
 * by path out of a package, regular expressions that a text can make slow, and partners to which the lint rules do not apply.
 */
export async function checkStructure(root: string): Promise<readonly string[]> {
  const { layers }: Structure = JSON.parse(await readFile(join(root, "structure.json"), "utf8"));
  const packages = await workspaces(root);
  const checked = packages.filter((folder) => folder !== TESTS);
  const imports = await readImports(root, checked);
  const faults = [...findCrossedBoundaries(packages, imports)];
  for (const folder of checked) {
    const sources = `${folder}/src`;
    const own = imports.filter(({ from, to }) => from.startsWith(`${sources}/`) && to.startsWith(`${sources}/`));
    const order = layers[sources];
    // Without an upward import there is no circle.
    const found = order
      ? findUpwardImports(sources, order, await sourceFiles(root, [sources]), own)
      : findCircles(sources, own);
    faults.push(...found);
  }
  const shipped = await sourceFiles(root, checked);
  const slow = await findSlowExpressions(root, shipped.filter(isShipped));
  return [...faults, ...slow, ...(await findPartnersOutsideLint(root))];
}

/** Tests read what they write themselves. */
function isShipped(file: string): boolean {
  return !/\/test\//.test(file);
}

async function workspaces(root: string): Promise<readonly string[]> {
  const { workspaces } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const manifests = (workspaces as string[]).map((each) => `${each}/package.json`);
  const found = await Array.fromAsync(glob(manifests, { cwd: root }));
  return found.map((file) => file.slice(0, -"/package.json".length)).toSorted();
}
