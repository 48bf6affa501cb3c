import { buffer } from "node:stream/consumers";
import { createServer, type IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { openStore } from "../../src/files/open-store.js";

/** A bucket in memory, which takes only requests that are signed with its key. */
async function startBucket() {
  const objects = new Map<string, Buffer>();
  const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method, url = "", headers } = request;
      const signed = headers.authorization?.startsWith("AWS4-HMAC-SHA256 Credential=key-1/") ?? false;
      if (!signed) return response.writeHead(403).end();
      if (method === "PUT") objects.set(url, body);
      if (method === "DELETE") objects.delete(url);
      const found = objects.get(url);
      if (method === "GET")
        return response.writeHead(found ? 200 : 404, { "content-length": found?.length ?? 0 }).end(found);
      return response.writeHead(method === "DELETE" ? 204 : 200, { etag: '"x"' }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Expected a port.");
  return {
    objects,
    url: `http://127.0.0.1:${address.port}/segpol`,
    stop: () => new Promise((done) => server.close(done)),
  };
}

test("files are kept in a bucket, each partner's under its code, and are gone once they are removed", async () => {
  const bucket = await startBucket();
  try {
    const place = { url: bucket.url, region: "us-east-1", keyId: "key-1", secret: "secret" };
    const store = openStore({ bucket: place }, "CC_GPI");
    const bytes = new Uint8Array([0, 1, 2, 255]);
    expect(await store.open("one")).toBeUndefined();
    await store.put("one", bytes, "application/pdf");
    expect([...bucket.objects.keys()]).toEqual(["/segpol/cc_gpi/one"]);
    const found = await store.open("one");
    expect([found?.bytes, found && (await buffer(found.stream))]).toEqual([4, Buffer.from(bytes)]);
    await store.remove("one");
    expect(await store.open("one")).toBeUndefined();
    await store.remove("one");

    const refused = openStore({ bucket: { ...place, keyId: "another" } }, "CPS");
    await expect(refused.put("one", bytes, "application/pdf")).rejects.toThrow(/403/);
    await expect(refused.open("one")).rejects.toThrow(/403/);
  } finally {
    await bucket.stop();
  }
});
