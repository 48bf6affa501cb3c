import { readFileSync } from "node:fs";

/** Reads a file of this package, also when the package runs from its compiled output (src and dist have the same depth). */
export function readPackageFile(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
}
