/** Where the bytes of files are. Keys are UUIDs that the database gives: nothing that somebody types becomes part of a path. */
export interface FileStore {
  /** Keeps a file; one that is there under the same key is replaced. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  /** Undefined: there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Removes a file; that there is none is no fault. */
  remove(key: string): Promise<void>;
}
