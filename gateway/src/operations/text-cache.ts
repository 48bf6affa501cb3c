import { LRUCache } from "lru-cache";

/** Keeps texts by their key, those that were used last, in so many bytes; with the shape of Apollo's key-value caches. */
export interface TextCache {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  delete(key: string): Promise<void>;
}

export function createTextCache(maxBytes: number): TextCache {
  const texts = new LRUCache<string, string>({
    maxSize: maxBytes,
    sizeCalculation: (text, key) => key.length + Buffer.byteLength(text),
  });
  return {
    get: (key) => Promise.resolve(texts.get(key)),
    set(key, text) {
      texts.set(key, text);
      return Promise.resolve();
    },
    delete(key) {
      texts.delete(key);
      return Promise.resolve();
    },
  };
}
