import { describe, expect, it } from "vitest";
import { OperationQueue } from "../../src/operations/operation-queue.js";

const ERRORS = { TOO_BUSY: { status: 503, message: "It is full.", mend: "Wait." } };

/** A queue, and operations that end when they are told to. */
function start(atOnce: number, waiting = 100) {
  const queue = new OperationQueue({ atOnce, waiting }, ERRORS);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    /** Sends an operation of the client that the name begins with: a1. */
    send(name: string, signal: AbortSignal = new AbortController().signal): Promise<string> {
      const answer = queue.run(name.charAt(0), signal, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => {
          ends.set(name, resolve);
        });
        return name;
      });
      // Those that are refused are looked at by who sent them.
      answer.catch(() => undefined);
      return answer;
    },
    async end(name: string): Promise<void> {
      ends.get(name)?.();
      // As many steps as a promise takes to tell of its end.
      await new Promise(setImmediate);
    },
  };
}

describe("operations", () => {
  it("begin in their order as long as there is a place, and then when one ends", async () => {
    const { send, end, begun } = start(4);
    const answers = ["a1", "a2", "b1", "b2", "c1", "c2"].map((name) => send(name));
    await end("");
    expect(begun).toEqual(["a1", "a2", "b1", "b2"]);
    await end("b1");
    expect(begun).toEqual(["a1", "a2", "b1", "b2", "c1"]);
    for (const name of ["a1", "a2", "b2", "c1", "c2"]) await end(name);
    expect(await Promise.all(answers)).toEqual(["a1", "a2", "b1", "b2", "c1", "c2"]);
  });

  it("of one client take half of the places, so that another's begins at once", async () => {
    const { send, end, begun } = start(4);
    for (let index = 1; index <= 40; index += 1) void send(`a${index}`);
    await end("");
    expect(begun).toEqual(["a1", "a2"]);
    void send("b1");
    await end("");
    expect(begun).toEqual(["a1", "a2", "b1"]);
  });

  it("begin in turns of their clients, each client's in its own order", async () => {
    const { send, end, begun } = start(2);
    for (const name of ["a1", "b1", "a2", "a3", "a4", "b2", "c1"]) void send(name);
    await end("");
    await end("a1");
    await end("b1");
    await end("a2");
    await end("b2");
    await end("c1");
    expect(begun).toEqual(["a1", "b1", "a2", "b2", "c1", "a3"]);
    await end("a3");
    expect(begun.slice(6)).toEqual(["a4"]);
  });

  it("that end with an error leave their place as well", async () => {
    const queue = new OperationQueue({ atOnce: 1, waiting: 1 }, ERRORS);
    const never = new AbortController().signal;
    const failing = queue.run("a", never, () => Promise.reject(new Error("failed")));
    const next = queue.run("b", never, () => Promise.resolve("done"));
    await expect(failing).rejects.toThrow("failed");
    expect(await next).toBe("done");
  });
});

it("leave their place once, when they do nothing but wait", async () => {
  const queue = new OperationQueue({ atOnce: 1, waiting: 3 }, ERRORS);
  const never = new AbortController().signal;
  const order: string[] = [];
  const longPoll = Promise.withResolvers<void>();
  const waiting = queue.run("a", never, async (leave) => {
    leave();
    leave();
    await longPoll.promise;
    order.push("a");
  });
  const others = ["b", "c"].map((client) =>
    queue.run(client, never, async () => {
      order.push(`${client} begins`);
      await new Promise(setImmediate);
      order.push(`${client} ends`);
    }),
  );
  await Promise.all(others);
  longPoll.resolve();
  await waiting;
  expect(order).toEqual(["b begins", "b ends", "c begins", "c ends", "a"]);
});

describe("operations that wait", () => {
  it("are refused beyond the bound: the newest of the client that has most of them", async () => {
    const { send, end, begun } = start(1, 3);
    for (const name of ["x1", "a1", "a2"]) void send(name);
    const third = send("a3");
    await expect(Promise.race([third, end("").then(() => "waits")])).resolves.toBe("waits");
    const other = send("b1");
    await expect(third).rejects.toMatchObject({ code: "TOO_BUSY", status: 503, retryAfterS: 5 });
    await expect(send("a4")).rejects.toMatchObject({ code: "TOO_BUSY", status: 503, retryAfterS: 5 });
    for (const name of ["x1", "a1"]) await end(name);
    expect(begun).toEqual(["x1", "a1", "b1"]);
    await end("b1");
    expect(await other).toBe("b1");
  });

  it("are forgotten when nobody waits for them any more, and leave their place to others", async () => {
    const { send, end, begun } = start(1, 1);
    void send("a1");
    const client = new AbortController();
    const gone = send("b1", client.signal);
    client.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    void send("c1");
    await end("a1");
    expect(begun).toEqual(["a1", "c1"]);
    await expect(send("d1", client.signal)).rejects.toThrow("gone");
  });
});
