import type { ChildProcess } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { setImmediate } from "node:timers/promises";
import { RECORD_KINDS } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WORK_HERE } from "../../src/exchange/file-worker/file-work.js";
import { createFileWorker } from "../../src/exchange/file-worker/file-worker.js";
import { exportRecords } from "../../src/exchange/export-records.js";
import { EXCHANGE_FORMATS, type ExchangeFormat } from "../../src/exchange/file/format.js";
import type { ReadFileOptions } from "../../src/exchange/formats/read-file.js";
import { inTurns } from "../../src/desk-graph/resolvers/in-turns.js";
import { DEFAULT_LIMITS } from "../../src/exchange/file/limits.js";
import { createPauses } from "../../src/exchange/plan/pauses.js";
import { planRows } from "../../src/exchange/plan/plan-rows.js";
import type { ServerLimits } from "../../src/serving/limits.js";
import { createPartnerServer, type PartnerServer } from "../../src/serving/partner-server.js";
import { type Answer, ask } from "../../src/testing/ask.js";
import { type ExchangeUnderTest, startExchange } from "./support.js";

const IMPORT = `mutation ($input: ImportRecordsInput!) { importRecords(input: $input) {
  written counts { created bad } rows { row outcome problems { column code message mend } } error { code message mend } } }`;

const started: ChildProcess[] = [];
subscribe("child_process", (message) => started.push((message as { process: ChildProcess }).process));

const EMPTY_OBJECTS = `{"event":[${"{},".repeat(2_000_000)}{}]}`;
/** Is read to its end before it is refused: none of its headers is known. */
const LONG = `${"woord;".repeat(20)}\n`.repeat(15_000);

let sample: ExchangeUnderTest;
beforeAll(async () => {
  sample = await startExchange();
});
afterAll(() => sample?.stop());

async function imported(
  server: Pick<PartnerServer, "deskUrl">,
  fileName: string,
  content: string | Uint8Array,
  signal?: AbortSignal,
): Promise<Answer> {
  const token = await sample.issuers.token("users", "SAMPLE", ["partner:SAMPLE:editor"]);
  const input = { fileName, content: Buffer.from(content).toString("base64"), dryRun: true };
  const fetched = await fetch(server.deskUrl, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: IMPORT, variables: { input } }),
    ...(signal ? { signal } : {}),
  });
  const { data, errors = [] } = (await fetched.json()) as Partial<Answer>;
  return { data: data ?? null, errors } as Answer;
}

function errorOf({ data }: Answer): unknown {
  return (data?.["importRecords"] as { error: unknown } | undefined)?.error;
}

async function withServer(limits: Partial<ServerLimits>, use: (server: PartnerServer) => Promise<void>): Promise<void> {
  const { databaseUrl, servingUrl, issuers, partner } = sample;
  const common = { databaseUrl: servingUrl, ownerUrl: databaseUrl, identity: issuers.settings };
  const server = await createPartnerServer(partner, { ...common, port: 0, limits });
  try {
    await use(server);
  } finally {
    await server.stop();
  }
}

/** How many of the processes that this one started are running. */
function processes(): number {
  return started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).length;
}

async function until(met: () => boolean): Promise<void> {
  while (!met()) await setImmediate();
}

/** Tells whether something has come to an end. */
function watch(work: Promise<unknown>): () => boolean {
  let over = false;
  const end = (): void => {
    over = true;
  };
  work.then(end, end);
  return () => over;
}

/** Turns of the event loop, in each of which others could have been answered. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  const over = watch(work);
  let turns = 0;
  for (; !over(); turns += 1) await setImmediate();
  return turns;
}

describe("while a file is imported", () => {
  test("and read, the partner answers others", { timeout: 120_000 }, async () => {
    const before = processes();
    const reading = imported(sample.server, "events.csv", LONG);
    const answered = watch(reading);
    await until(() => answered() || processes() > before);
    let answers = 0;
    while (!answered() && processes() > before) {
      expect((await fetch(new URL("/health", sample.server.url))).status).toBe(200);
      expect((await ask(sample.server.url, "{ __typename }")).data).toEqual({ __typename: "Query" });
      if (processes() > before) answers += 1;
    }
    expect(errorOf(await reading)).toMatchObject({ code: "HEADERS_MISSING" });
    expect(answers).toBeGreaterThan(5);
  });

  test("and compared with what is kept, others have their turns", { timeout: 120_000 }, async () => {
    const rows = Array.from({ length: 4_000 }, () => "\nOTHER;no date at all");
    const reading = await WORK_HERE.read(
      { name: "events.csv", bytes: Buffer.from(`kind;date${rows.join("")}`) },
      { format: "csv", kind: undefined, records: ["Event"], limits: DEFAULT_LIMITS },
    );
    const planning = planRows(sample.scope.em, sample.partner, reading.rows, createPauses(undefined));
    expect(await turnsDuring(planning)).toBeGreaterThan(20);
    expect((await planning).rows.filter(({ problems }) => problems.length > 0)).toHaveLength(4_000);
  });

  test("and answered, rows come in turns", async () => {
    const rows = inTurns(Array.from({ length: 1_000 }, (_, index) => index));
    expect(await rows[0]).toBe(0);
    expect(await turnsDuring(Promise.resolve(rows[999]))).toBeGreaterThan(8);
    expect(await Promise.all(rows)).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  });
});

describe("a file that takes too much", () => {
  const good = "id;title.nl;kind\ngood;Goed;OTHER";

  test("of memory is refused, and the partner serves on", { timeout: 120_000 }, async () => {
    await withServer({ importMemoryMb: 64 }, async (server) => {
      const refused = await imported(server, "events.json", EMPTY_OBJECTS);
      expect(refused.errors).toEqual([]);
      expect(errorOf(refused)).toEqual({
        code: "FILE_OUT_OF_MEMORY",
        message: expect.stringMatching(/^Expected .+ 64 MiB .+; got .+\.$/) as string,
        mend: expect.stringContaining("SEGPOL_SUBGRAPH_MAX_IMPORT_MEMORY_MB") as string,
      });
      expect((await ask(server.url, "{ __typename }")).data).toEqual({ __typename: "Query" });
      const next = await imported(server, "events.csv", good);
      expect(next.data?.["importRecords"]).toMatchObject({ error: null, counts: { created: 1 } });
    });
  });

  test("of time is refused, and the partner serves on", { timeout: 120_000 }, async () => {
    await withServer({ importReadMs: 1 }, async (server) => {
      const before = processes();
      for (const content of [LONG, good]) {
        const refused = await imported(server, "events.csv", content);
        expect(refused.errors).toEqual([]);
        expect(errorOf(refused)).toMatchObject({
          code: "FILE_TOOK_TOO_LONG",
          mend: expect.stringContaining("SEGPOL_SUBGRAPH_MAX_IMPORT_READ_MS") as string,
        });
        expect(processes()).toBe(before);
      }
      expect((await ask(server.url, "{ __typename }")).data).toEqual({ __typename: "Query" });
    });
  });
});

describe("a file that is being read", () => {
  test("is given up when the partner stops, and whoever sent it is told", { timeout: 120_000 }, async () => {
    await withServer({}, async (server) => {
      const before = processes();
      const reading = imported(server, "events.json", EMPTY_OBJECTS);
      const answered = watch(reading);
      await until(() => answered() || processes() > before);
      await server.stop();
      expect(processes()).toBe(before);
      expect(errorOf(await reading)).toMatchObject({ code: "PARTNER_STOPPING" });
    });
  });

  test("is given up when the client goes away, and the next one is read", { timeout: 120_000 }, async () => {
    const before = processes();
    const client = new AbortController();
    const reading = imported(sample.server, "events.json", EMPTY_OBJECTS, client.signal);
    const answered = watch(reading);
    await until(() => answered() || processes() > before);
    client.abort();
    await expect(reading).rejects.toThrow("aborted");
    await until(() => processes() === before);
    expect(errorOf(await imported(sample.server, "events.csv", "een;twee"))).toMatchObject({ code: "HEADERS_MISSING" });
  });
});

describe("work in processes apart", () => {
  const options = (format: ExchangeFormat): ReadFileOptions => {
    return { format, kind: format === "csv" ? "event" : undefined, records: RECORD_KINDS, limits: DEFAULT_LIMITS };
  };

  test.each(EXCHANGE_FORMATS)("reads and writes %s as it is done here", { timeout: 120_000 }, async (format) => {
    const work = createFileWorker({ timeoutMs: undefined, memoryMb: 256 });
    try {
      const { em } = sample.scope;
      const kind = format === "csv" ? ("event" as const) : undefined;
      const here = await exportRecords(em, sample.partner, { format, kind });
      const apart = await exportRecords(em, sample.partner, { format, kind, work });
      expect({ ...apart, bytes: undefined }).toEqual({ ...here, bytes: undefined });
      expect(await work.read(apart, options(format))).toEqual(await WORK_HERE.read(here, options(format)));
    } finally {
      await work.stop();
    }
  });

  test("takes one file after the other, and refuses the tenth at once", { timeout: 120_000 }, async () => {
    const work = createFileWorker({ timeoutMs: undefined, memoryMb: 256 });
    const before = processes();
    const order: number[] = [];
    let most = 0;
    try {
      const file = { name: "events.csv", bytes: Buffer.from("id;title.nl\nx;X") };
      const nine = Array.from({ length: 9 }, async (_, index) => {
        await work.read(file, options("csv"));
        order.push(index);
      });
      await expect(work.read(file, options("csv"))).rejects.toMatchObject({ code: "TOO_MANY_FILES" });
      const all = Promise.all(nine);
      const done = watch(all);
      await until(() => {
        most = Math.max(most, processes() - before);
        return done();
      });
      await all;
      expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
      expect(most).toBe(1);
    } finally {
      await work.stop();
    }
  });

  test("begins the next file when the process of one that was given up has ended", { timeout: 120_000 }, async () => {
    const work = createFileWorker({ timeoutMs: undefined, memoryMb: 256 });
    const before = processes();
    const client = new AbortController();
    let most = 0;
    try {
      const givenUp = work.read({ name: "events.csv", bytes: Buffer.from(LONG) }, options("csv"), client.signal);
      const next = work.read({ name: "events.csv", bytes: Buffer.from("id;title.nl\nx;X") }, options("csv"));
      const outcomes = Promise.allSettled([givenUp, next]);
      const done = watch(outcomes);
      await until(() => processes() > before);
      client.abort(new Error("gone"));
      await until(() => {
        most = Math.max(most, processes() - before);
        return done();
      });
      expect(await outcomes).toMatchObject([{ reason: { message: "gone" } }, { value: { rows: { length: 1 } } }]);
      expect(most).toBe(1);
    } finally {
      await work.stop();
    }
  });

  test("lets those who wait go when they or the partner do not want it any more", async () => {
    const work = createFileWorker({ timeoutMs: undefined, memoryMb: 256 });
    const before = processes();
    const client = new AbortController();
    const file = { name: "events.csv", bytes: Buffer.from(LONG) };
    const outcomes = Promise.allSettled([
      work.read(file, options("csv")),
      work.read(file, options("csv"), client.signal),
      work.read(file, options("csv")),
    ]);
    client.abort(new Error("gone"));
    await work.stop();
    expect(processes()).toBe(before);
    const reasons = (await outcomes).map((outcome) =>
      outcome.status === "rejected" ? (outcome.reason as Error) : undefined,
    );
    expect(reasons).toMatchObject([{ code: "PARTNER_STOPPING" }, { message: "gone" }, { code: "PARTNER_STOPPING" }]);
    await expect(work.read(file, options("csv"))).rejects.toMatchObject({ code: "PARTNER_STOPPING" });
  });
});
