import { dirname, relative } from "node:path";
import type { Import } from "./imports.ts";

/**
 * The folder of a file that counts for the structure, below the package's sources: "catalogue/read" of catalogue/read/lists.ts. A file
 * that lies in no folder stands for itself: "main.ts".
 */
export function layerOf(sources: string, file: string): string {
  const path = relative(sources, file);
  return path.includes("/") ? dirname(path) : path;
}

/** Imports from a folder into one above it, and files in folders that the list does not name. The list has the lowest folder first. */
export function findUpwardImports(
  sources: string,
  layers: readonly string[],
  files: readonly string[],
  imports: readonly Import[],
): readonly string[] {
  const found = new Set(files.map((file) => layerOf(sources, file)));
  const unlisted = [...found]
    .filter((layer) => !layers.includes(layer))
    .map((layer) => `${sources}/${layer}: expected it in the list of layers of ${sources}; add it at its height.`);
  const unused = layers
    .filter((layer) => !found.has(layer))
    .map((layer) => `${sources}/${layer}: expected a file there, since the list of layers names it; remove it.`);
  const upward = imports.flatMap(({ from, line, to }) => {
    const [lower, upper] = [layerOf(sources, from), layerOf(sources, to)];
    if (layers.indexOf(upper) <= layers.indexOf(lower)) return [];
    return `${from}:${line}: upward import of ${to}; ${lower} is below ${upper}. Move what both need to the lower folder.`;
  });
  return [...unlisted, ...unused, ...upward];
}

/** Folders that import each other, directly or through others: one message per circle, with an import for each step. */
export function findCircles(sources: string, imports: readonly Import[]): readonly string[] {
  const steps = new Map<string, Map<string, Import>>();
  for (const each of imports) {
    const [from, to] = [layerOf(sources, each.from), layerOf(sources, each.to)];
    if (from === to) continue;
    const known = steps.get(from) ?? new Map<string, Import>();
    if (!known.has(to)) known.set(to, each);
    steps.set(from, known);
  }
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (layer: string, path: readonly string[]): void => {
    const start = path.indexOf(layer);
    if (start >= 0) {
      const circle = [...path.slice(start), layer];
      const witnesses = circle.slice(1).map((to, index) => {
        const step = steps.get(circle[index] ?? "")?.get(to);
        return `  ${step?.from}:${step?.line} imports ${step?.to}`;
      });
      circles.push([`${sources}: circle ${circle.join(" -> ")}`, ...witnesses].join("\n"));
      return;
    }
    if (done.has(layer)) return;
    for (const next of steps.get(layer)?.keys() ?? []) visit(next, [...path, layer]);
    done.add(layer);
  };
  for (const layer of steps.keys()) visit(layer, []);
  return circles;
}

/** The innermost of the packages' folders that holds the file. */
export function packageOf(packages: readonly string[], file: string): string | undefined {
  return packages.filter((each) => file.startsWith(`${each}/`)).toSorted((a, b) => b.length - a.length)[0];
}

/** Imports by a relative path from one package into another. */
export function findCrossedBoundaries(packages: readonly string[], imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, line, to }) => {
    const [own, other] = [packageOf(packages, from), packageOf(packages, to)];
    if (other === undefined || other === own) return [];
    return `${from}:${line}: import of ${to} from ${own} into ${other}; import it by the package's name, from what its package.json exports.`;
  });
}
