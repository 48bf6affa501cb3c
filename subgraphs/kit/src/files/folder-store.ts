import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileStore } from "./file-store.js";

/** Files in a folder of this machine, which is made when the first one comes. Nobody but the process's own account reads them. */
export function createFolderStore(folder: string): FileStore {
  return {
    async put(key, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Whole or not at all: a process may end at any moment. The same file may be given twice at once.
      const unfinished = join(folder, `${key}.${randomUUID()}.part`);
      try {
        await writeFile(unfinished, bytes, { mode: 0o600, flush: true });
        await rename(unfinished, join(folder, key));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async open(key) {
      try {
        const file = await open(join(folder, key));
        return { bytes: (await file.stat()).size, stream: file.createReadStream() };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async remove(key) {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      for (const name of names.filter((each) => each.startsWith(key))) await rm(join(folder, name), { force: true });
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
