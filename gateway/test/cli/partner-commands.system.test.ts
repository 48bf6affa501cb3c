import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_ENV, TOKEN } from "../admin/admin-client.js";
import { StubPartner } from "../support/stub-partner.js";
import { askGraph, startHub, type TestHub } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

const newDatabase = useHubDatabases();
const [cps, vub] = [new StubPartner("CPS"), new StubPartner("VUB")];
let hub: TestHub;

beforeAll(async () => {
  await Promise.all([cps.start(), vub.start()]);
  hub = await startHub(await newDatabase(), [cps], ADMIN_ENV);
});

afterAll(async () => {
  await hub?.stop();
  await Promise.all([cps.stop(), vub.stop()]);
});

function run(
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const surroundings = {
      ...process.env,
      SEGPOL_HUB_URL: hub.url,
      SEGPOL_ADMIN_TOKEN: TOKEN,
      SEGPOL_WHO: "tester",
      ...env,
    };
    execFile(process.execPath, [MAIN, ...words], { env: surroundings }, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

describe("the commands on the graph", { timeout: 120_000 }, () => {
  it("take a partner from its check to its leave", async () => {
    const url = vub.definition.url;
    expect(await run(["partner", "check", url, "--code", "VUB"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("VUB may join."),
    });
    const joined = await run([
      "partner",
      "join",
      "--code",
      "VUB",
      "--url",
      url,
      "--name",
      "Vrije Universiteit Brussel",
    ]);
    expect(joined).toMatchObject({ code: 0, out: expect.stringContaining("VUB has joined: version 2.") });
    expect(joined.out).toContain("Type 'VubEvent' was added");
    expect(joined.out).not.toContain("Field 'id' was added to object type 'VubEvent'");
    expect(await run(["list"])).toEqual(await run(["partner", "list"]));
    expect(await run(["partner", "history"])).toEqual(await run(["history"]));
    expect((await run(["partner", "list"])).out).toMatch(/^VUB +http:\S+ +Vrije Universiteit Brussel$/m);
    const again = await run(["partner", "join", "--code", "VUB", "--url", url]);
    expect(again).toMatchObject({ code: 1, out: expect.stringMatching(/PARTNER_ALREADY_IN[^]*as it was, version 2/) });
    expect((await run(["export"])).out).toContain(`url: "${hub.url}/catalogue/graphql"`);
    expect((await run(["partner", "leave", "--code", "VUB", "--reason", "Enough."])).out).toContain("version 3");
    expect((await run(["history", "--json"])).out).toMatch(/"LEAVE"[^]*"tester"[^]*"Enough\."[^]*"JOIN"[^]*"START"/);
    expect(await run(["rollback", "2"])).toMatchObject({ code: 0, out: expect.stringContaining("version 4") });
  });

  it.for([
    [["partner", "join", "--code", "KUL"], 2, "--url"],
    [["partner", "frob"], 2, "list, check, join, publish, leave"],
    [["partner", "join", "--cod", "KUL"], 2, "--cod"],
    [["rollback", "x"], 2, "whole number"],
    [["partner", "check", "http://127.0.0.1:1/graphql", "--code", "KUL"], 1, "PARTNER_UNREACHABLE"],
    [["partner", "check", "not an address", "--code", "KUL"], 1, "ADDRESS_INVALID"],
    [["partner", "list", "--hub", "http://127.0.0.1:9"], 1, "Start it, or name it: --hub"],
    [["export", "--version", "99"], 1, "no version 99"],
  ] as const)("%j end with exit code %d and what to mend", async ([words, code, text]) => {
    const { out, err, ...ended } = await run(words);
    expect({ ...ended, said: `${out}${err}` }).toEqual({ code, said: expect.stringContaining(text) });
    expect(`${out}${err}`).not.toMatch(/^\s+at /m);
  });
});

describe("the admin API", () => {
  const ask = (headers: Record<string, string>) =>
    askGraph(`${hub.url}/admin/graphql`, { query: "{ version }" }, headers);

  it.for([{}, { authorization: "Bearer another" }, { authorization: TOKEN }, { authorization: "Bearer " }])(
    "refuses %j",
    async (headers: Record<string, string>) => {
      const { status, errors } = await ask(headers);
      expect({ status, code: errors[0]?.extensions["code"] }).toEqual({ status: 401, code: "ADMIN_UNAUTHORIZED" });
    },
  );

  it("answers who shows the token", async () => {
    expect((await ask({ authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });

  it("is off without a token", async () => {
    const without = await startHub(await newDatabase(), [cps]);
    try {
      const { status, errors } = await askGraph(
        `${without.url}/admin/graphql`,
        { query: "{ version }" },
        { authorization: "Bearer " },
      );
      expect({ status, code: errors[0]?.extensions["code"] }).toEqual({ status: 403, code: "ADMIN_OFF" });
    } finally {
      await without.stop();
    }
  });
});
