import type { Readable } from "node:stream";

/** Where the bytes of files are. Keys are UUIDs that the database gives: nothing that somebody types becomes part of a path. */
export interface FileStore {
  /** Keeps a file; one that is there under the same key is replaced. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** The bytes as they are read, not all of them at once, and how many they are where that is known; undefined: there is no such file. */
  open(key: string): Promise<{ readonly stream: Readable; readonly bytes: number | undefined } | undefined>;
  /** Removes a file; that there is none is no fault. */
  remove(key: string): Promise<void>;
}
