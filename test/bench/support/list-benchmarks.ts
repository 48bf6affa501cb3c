import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface ListedBenchmark {
  readonly name: string;
  readonly file: string;
  /** The first sentence of what it says about itself; undefined: it is no benchmark. */
  readonly about: string | undefined;
}

/** The harness itself. */
const HARNESS = "main.ts";
const ABOUT = /await benchmark\(\s*\{\s*about:\s*[`"]([^`"]*?\.)[\s`"]/;

/** The benchmarks of a folder, by name. They are read, not run: to load all of them takes seconds. */
export async function listBenchmarks(folder: string): Promise<readonly ListedBenchmark[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts") && name !== HARNESS).toSorted();
  return await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      const about = ABOUT.exec(await readFile(file, "utf8"))?.[1]?.replaceAll(/\s+/g, " ");
      return { name: name.slice(0, -".ts".length), file, about };
    }),
  );
}
