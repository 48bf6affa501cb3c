/** Keeps texts by their key, those that were used last, in so many bytes; with the shape of Apollo's key-value caches. */
export interface TextCache {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  delete(key: string): Promise<void>;
}

export function createTextCache(maxBytes: number): TextCache {
  const texts = new Map<string, string>();
  let bytes = 0;
  const sizeOf = (key: string, text: string): number => key.length + Buffer.byteLength(text);

  function drop(key: string): void {
    const text = texts.get(key);
    if (text === undefined) return;
    bytes -= sizeOf(key, text);
    texts.delete(key);
  }

  return {
    get(key) {
      const text = texts.get(key);
      if (text !== undefined) {
        texts.delete(key);
        texts.set(key, text);
      }
      return Promise.resolve(text);
    },
    set(key, text) {
      drop(key);
      texts.set(key, text);
      bytes += sizeOf(key, text);
      for (const oldest of texts.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
      return Promise.resolve();
    },
    delete(key) {
      drop(key);
      return Promise.resolve();
    },
  };
}
