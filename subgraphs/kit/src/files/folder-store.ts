import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileStore } from "./file-store.js";

/** Files in a folder of this machine, which is made when the first one comes. Nobody but the process's own account reads them. */
export function createFolderStore(folder: string): FileStore {
  return {
    async put(key, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `${key}.part`);
      // Whole or not at all: a process may end at any moment.
      await writeFile(unfinished, bytes, { mode: 0o600, flush: true });
      await rename(unfinished, join(folder, key));
    },
    async get(key) {
      try {
        return await readFile(join(folder, key));
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
    },
    async remove(key) {
      await rm(join(folder, key), { force: true });
      await rm(join(folder, `${key}.part`), { force: true });
    },
  };
}
