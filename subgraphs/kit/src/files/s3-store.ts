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
    async get(key) {
      const found = await (await bucket()).getObjectArrayBuffer(nameOf(key));
      return found === null ? undefined : new Uint8Array(found);
    },
    async remove(key) {
      await (await bucket()).deleteObject(nameOf(key));
    },
  };
}
