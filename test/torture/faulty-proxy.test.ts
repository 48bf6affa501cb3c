import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { startFaultyProxy } from "./faulty-proxy.ts";
import { createRandom } from "./random.ts";

test("bytes are spoilt to the end of what is sent, and no further", async () => {
  const echo = createServer((socket) => socket.on("error", () => undefined).pipe(socket));
  echo.listen(0, "127.0.0.1");
  await once(echo, "listening");
  const proxy = await startFaultyProxy((echo.address() as AddressInfo).port, createRandom(1, "proxy"));
  proxy.weather = "GARBLE";
  const client = connect(proxy.port, "127.0.0.1");
  try {
    for (let length = 1; length <= 20; length += 1) {
      client.write(Buffer.alloc(length, "a"));
      let came = 0;
      while (came < length) came += ((await once(client, "data")) as [Buffer])[0].length;
      expect(came).toBe(length);
    }
    expect(proxy.faults).toBeGreaterThanOrEqual(40);
  } finally {
    client.destroy();
    await proxy.stop();
    echo.close();
  }
});
