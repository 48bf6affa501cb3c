import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Writes files below a new folder, which is removed when the test has finished; gives the folder. */
export async function temporaryRepository(files: Readonly<Record<string, string | object>>): Promise<string> {
  const rootDir = await mkdtemp(join(tmpdir(), "segpol-repository-"));
  onTestFinished(() => rm(rootDir, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(rootDir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  return rootDir;
}

/** The package.json of a partner. */
export function partnerPackage(code: string, more: object = {}): object {
  return {
    name: `@segpol/${code.toLowerCase()}`,
    segpol: { role: "partner", code, url: "http://localhost:4101/graphql", ...more },
  };
}
