import type { ApolloServerOptions, ApolloServerPlugin, BaseContext } from "@apollo/server";
import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";

/** Bytes of all documents that a server keeps, estimated. */
const MAX_BYTES = 64 * 2 ** 20;
/** A parsed query takes up to this many bytes for each character of its text, with the places of its nodes: most where names are one letter. */
const BYTES_PER_CHARACTER = 250;
/** What stands before the hash of a text in Apollo's keys. */
const KEY_PREFIX = /^.*:/;

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>["documentStore"]>;

/** Parsed and validated queries, so that one that is asked again is neither parsed nor validated again. */
export interface KeptDocuments {
  readonly store: DocumentStore;
  /** Puts into the store what begins to run. */
  readonly plugin: ApolloServerPlugin;
}

/**
 * Keeps the documents that were used last, in a bounded number of bytes. Apollo's own store takes every valid query before it is known whether it
 * is run, and counts it as JSON, which is a fourth of what it takes.
 */
export function keepDocuments(maxBytes = MAX_BYTES): KeptDocuments {
  const documents = new LRUCache<string, DocumentNode>({ maxSize: maxBytes });
  return {
    store: {
      get: (key) => Promise.resolve(documents.get(key.replace(KEY_PREFIX, ""))),
      // What is refused later leaves nothing here.
      set: () => Promise.resolve(),
      delete: (key) => Promise.resolve(documents.delete(key.replace(KEY_PREFIX, ""))),
    },
    plugin: {
      requestDidStart: () =>
        Promise.resolve({
          executionDidStart({ queryHash, document, source }) {
            const size = Math.max(1, source.length * BYTES_PER_CHARACTER);
            if (!documents.has(queryHash)) documents.set(queryHash, document, { size });
            return Promise.resolve();
          },
        }),
    },
  };
}
