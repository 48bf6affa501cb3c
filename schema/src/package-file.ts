import { readFileSync } from "node:fs";

/** Reads a file of this package, wherever the code that asks has been put together with others. */
export function readPackageFile(path: string): string {
  return readFileSync(new URL(path, import.meta.resolve("@segpol/schema/package.json")), "utf8");
}
