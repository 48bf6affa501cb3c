import { Readable } from "node:stream";
import type { FileStore } from "./file-store.js";

/** A bucket that speaks the protocol of S3. */
export interface S3Options {
  /** Address of the bucket: https://s3.example.org/bucket */
  readonly url: string;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
  /** Object names begin with it: one bucket may serve several partners. */
  readonly prefix: string;
  /** Milliseconds for one request. */
  readonly timeoutMs: number;
}

/** Files in a bucket; the client is loaded with the first one. */
export function createS3Store({ url, region, keyId, secret, prefix, timeoutMs }: S3Options): FileStore {
  const open = async () => {
    const { S3mini } = await import("s3mini");
    return new S3mini({
      accessKeyId: keyId,
      secretAccessKey: secret,
      endpoint: url,
      region,
      requestAbortTimeout: timeoutMs,
    });
  };
  let opened: ReturnType<typeof open> | undefined;
  const bucket = (): ReturnType<typeof open> => (opened ??= open());
  const nameOf = (key: string): string => `${prefix}/${key}`;
  return {
    async put(key, bytes, mediaType) {
      await (await bucket()).putObject(nameOf(key), bytes, mediaType);
    },
    async open(key) {
      const found = await (await bucket()).getObjectResponse(nameOf(key));
      if (!found?.body) return undefined;
      const length = found.headers.get("content-length");
      return { stream: Readable.fromWeb(found.body), bytes: length === null ? undefined : Number(length) };
    },
    async remove(key) {
      await (await bucket()).deleteObject(nameOf(key));
    },
  };
}
