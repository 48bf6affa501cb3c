import { join, resolve } from "node:path";
import type { FileStore } from "./file-store.js";
import { createFolderStore } from "./folder-store.js";
import { createS3Store, type S3Options } from "./s3-store.js";

/** Where a partner's files are: a folder of this machine, or a bucket. */
export type FilesPlace =
  | { readonly folder: string }
  | { readonly bucket: Pick<S3Options, "url" | "region" | "keyId" | "secret"> };

const TIMEOUT_MS = 30_000;

/** Opens the place of a partner's files; nothing is made or asked there yet. */
export function openStore(place: FilesPlace, code: string): FileStore {
  const own = code.toLowerCase();
  return "folder" in place
    ? createFolderStore(join(resolve(place.folder), own))
    : createS3Store({ ...place.bucket, prefix: own, timeoutMs: TIMEOUT_MS });
}
