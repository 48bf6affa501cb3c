import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type RunningServer, startServer } from "./support/start-server.js";

const MIB = 2 ** 20;
/** With bodies of as much, six of them have room, three of any one client. */
const LARGEST = 12 * MIB;

let server: RunningServer | undefined;
let sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await server?.stop();
});

const body = (bytes: number): string => {
  const query = { query: "{ hello }", variables: { text: "" } };
  return JSON.stringify({ ...query, variables: { text: "x".repeat(bytes - JSON.stringify(query).length) } });
};

/** Sends a body but for its last byte, as somebody at this address behind the proxy; what the server answers is in `answer`. */
async function begin(
  { url }: RunningServer,
  client: string,
  bytes: number,
): Promise<{ end(): void; answer(): string; socket: Socket }> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  sockets.push(socket);
  let answer = "";
  socket.on("data", (chunk: Buffer) => (answer += chunk.toString()));
  const text = body(bytes);
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: a\r\nx-forwarded-for: ${client}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n`,
  );
  if (!socket.write(text.slice(0, -1))) await once(socket, "drain");
  return { end: () => socket.write(text.slice(-1)), answer: () => answer, socket };
}

test("bodies under way have their bounds, of one client and of all, from the first byte until the answer", async () => {
  const started = await startServer({ maxBodyBytes: LARGEST, trustedProxies: ["127.0.0.1"] });
  server = started;
  const theirs = await Promise.all([1, 2, 3].map(() => begin(started, "203.0.113.1", LARGEST)));
  const send = (client: string, bytes: number) => started.post(body(bytes), { "x-forwarded-for": client });
  const small = () => send("203.0.113.1", 100_000);
  await expect.poll(async () => (await small()).status).toBe(503);

  const refused = await small();
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(await refused.json()).toMatchObject({
    errors: [
      {
        message: `Expected bodies of ${3 * LARGEST} bytes at most under way at once of one client, and of ${6 * LARGEST} of all; got more. Ask otherwise.`,
        extensions: { code: "TOO_BUSY" },
      },
    ],
  });
  // A client beside it has room, until all together have none.
  expect((await send("203.0.113.2", LARGEST)).status).toBe(200);
  const others = await Promise.all([1, 2, 3].map(() => begin(started, "203.0.113.2", LARGEST)));
  await expect.poll(async () => (await send("203.0.113.3", 100_000)).status).toBe(503);

  // What was answered, and what nobody sends any more, has made room.
  others[0]?.socket.destroy();
  await expect.poll(async () => (await send("203.0.113.3", 100_000)).status).toBe(200);
  for (const each of theirs) each.end();
  for (const each of theirs) await expect.poll(each.answer).toMatch(/^HTTP\/1\.1 200 [^]*"hello":"world"/);
  expect((await send("203.0.113.1", LARGEST)).status).toBe(200);
});
