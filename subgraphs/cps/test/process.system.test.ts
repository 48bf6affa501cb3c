import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ReadyMessage } from "@segpol/kit";
import { askData } from "@segpol/kit/testing";
import { useDatabases } from "@segpol/launcher/testing";
import { afterEach, beforeAll, describe, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const { PATH, NODE_COMPILE_CACHE } = process.env;

const databases = useDatabases();
let databaseUrl: string;
beforeAll(async () => {
  databaseUrl = (await databases.create("cps")).ownerUrl;
});

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function start(env: Record<string, string>): { child: ChildProcess; output: () => string } {
  let output = "";
  const child = fork(MAIN, { env: { PATH, NODE_COMPILE_CACHE, PORT: "0", ...env }, silent: true });
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  started.push(child);
  return { child, output: () => output };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

describe("the process", () => {
  test.each(["SIGTERM", "SIGINT", "disconnect"] as const)(
    "says when it serves, and ends in good order on %s",
    async (how) => {
      const { child, output } = start({ DATABASE_URL: databaseUrl });
      const [message] = (await once(child, "message")) as [ReadyMessage];
      expect(message).toEqual({
        type: "ready",
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/) as string,
      });
      expect(await askData(message.url, "{ __typename }")).toEqual({ __typename: "Query" });
      if (how === "disconnect") child.disconnect();
      else child.kill(how);
      expect(await exitCode(child)).toBe(0);
      const lines = output()
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines).toContainEqual(expect.objectContaining({ partner: "CPS", msg: "serving", url: message.url }));
    },
  );

  test.each([
    ["without a database", "", "info", "DATABASE_URL: expected"],
    ["with a level of logging that is none", "postgres://a:b@127.0.0.1/c", "loud", "LOG_LEVEL: expected"],
  ])("does not start %s, and says what is wrong in its log", async (_what, DATABASE_URL, LOG_LEVEL, message) => {
    const { child, output } = start({ DATABASE_URL, LOG_LEVEL });
    expect(await exitCode(child)).toBe(1);
    const [line = ""] = output().split("\n");
    expect(JSON.parse(line)).toMatchObject({
      level: 60,
      partner: "CPS",
      err: { message: expect.stringContaining(message) as string },
    });
  });

  test("logs as much as LOG_LEVEL says", async () => {
    const { child, output } = start({ DATABASE_URL: databaseUrl, LOG_LEVEL: "silent" });
    await once(child, "message");
    child.kill("SIGTERM");
    expect(await exitCode(child)).toBe(0);
    expect(output()).toBe("");
  });
});
