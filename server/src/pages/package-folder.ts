import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of an installed package, by the address of its package.json. */
export function packageFolder(packageFile: string): string {
  return dirname(fileURLToPath(packageFile));
}
