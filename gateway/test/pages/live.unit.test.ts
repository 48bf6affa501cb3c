import { once } from "node:events";
import { get, type IncomingMessage, type ServerResponse } from "node:http";
import { BusyError } from "@segpol/server";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { registerLive } from "../../src/pages/live.js";

const MAX_STREAMS = 5;
const EVENT = "data: changed\n\n";

describe("server-sent events of the hub", () => {
  let app: FastifyInstance;
  let url: string;
  const followers = new Set<() => void>();
  const look = vi.fn<() => void>();
  let responses: ServerResponse[];

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    responses = [];
    app = Fastify();
    app.addHook("onRequest", async (_request, { raw }) => void responses.push(raw));
    app.setErrorHandler((error: unknown, _request, reply) =>
      reply.code(error instanceof BusyError ? error.status : 500).send(String(error)),
    );
    const changes = {
      follow(follower: () => void) {
        followers.add(follower);
        return () => followers.delete(follower);
      },
      look,
    };
    await registerLive(app, changes, MAX_STREAMS);
    url = `${await app.listen({ host: "127.0.0.1", port: 0 })}/live`;
  });
  afterEach(async () => {
    await app.close();
    look.mockClear();
    vi.useRealTimers();
  });

  const change = (): void => {
    for (const follower of followers) follower();
  };

  async function follow(): Promise<{ readonly response: IncomingMessage; readonly text: () => string }> {
    const request = get(url);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    let text = "";
    response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    return { response, text: () => text };
  }

  it("tell at once, and of changes that come together once", async () => {
    const { response, text } = await follow();
    expect(response.headers).toMatchObject({ "content-type": "text/event-stream", "cache-control": "no-store" });
    await expect.poll(text, { interval: 5 }).toBe(EVENT);
    for (let times = 0; times < 20; times += 1) change();
    await expect.poll(text, { interval: 5 }).toBe(EVENT.repeat(2));
    change();
    await expect.poll(text, { interval: 5 }).toBe(EVENT.repeat(3));
    response.destroy();
  });

  it("have the database looked at while somebody follows, and not when nobody does", async () => {
    vi.advanceTimersByTime(5_000);
    expect(look).not.toHaveBeenCalled();
    const { response } = await follow();
    vi.advanceTimersByTime(5_000);
    expect(look).toHaveBeenCalledTimes(5);
    response.destroy();
    await once(responses[0] ?? response, "close");
    vi.advanceTimersByTime(5_000);
    expect(look).toHaveBeenCalledTimes(5);
  });

  it("are refused beyond as many as the hub tells, and given again to others when some have gone", async () => {
    const all = await Promise.all(Array.from({ length: MAX_STREAMS }, follow));
    const refused = await fetch(url);
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain("Follow again");
    for (const { response } of all) response.destroy();
    await vi.waitFor(async () => {
      const { response } = await follow();
      const { statusCode } = response;
      response.destroy();
      expect(statusCode).toBe(200);
    }, 20_000);
  });

  it("end when the hub stops", async () => {
    const { response, text } = await follow();
    await expect.poll(text, { interval: 5 }).toBe(EVENT);
    const ended = once(response, "end");
    await app.close();
    await ended;
    expect(followers.size).toBe(0);
  });

  it("leave who does not read", async () => {
    const { response, text } = await follow();
    await expect.poll(text, { interval: 5 }).toBe(EVENT);
    const [sent] = responses;
    if (!sent) throw new Error("Expected a response.");
    vi.spyOn(sent, "writableLength", "get").mockReturnValue(5_000);
    const gone = once(response.socket, "close");
    response.on("error", () => undefined);
    change();
    await gone;
    expect(text()).toBe(EVENT);
  });
});
