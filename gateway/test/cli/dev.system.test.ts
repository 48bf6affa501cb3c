import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ADMIN_ENV, adminOf, TOKEN } from "../admin/admin-client.js";
import { StubPartner } from "../support/stub-partner.js";
import { askGraph, startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const SCRIPT = fileURLToPath(new URL("../../../scripts/hub.mjs", import.meta.url));
/** What the script runs, with a database that it has made. */
const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const WITHIN_MS = 60_000;

const newDatabase = useHubDatabases();
const [cps, vub] = [new StubPartner("CPS"), new StubPartner("VUB")];
let hub: TestHub;
let temporary: string;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "segpol-dev-"));
  // PostgreSQL may run as another user.
  await chmod(temporary, 0o777);
  cps.put("cps:event:theirs", { title: { original: "NL", NL: "Van CPS" } });
  vub.put("vub:event:mine", { title: { original: "NL", NL: "Van mij" }, focusGroups: ["one"] });
  await Promise.all([cps.start(), vub.start()]);
  hub = await startHub(await newDatabase(), [cps], ADMIN_ENV);
  await untilListed(hub, 1);
});

afterAll(async () => {
  await hub?.stop();
  await Promise.all([cps.stop(), vub.stop()]);
  await rm(temporary, { recursive: true });
});

interface Running {
  readonly process: ChildProcess;
  readonly said: () => string;
  untilSaid(text: RegExp): Promise<string>;
}

function start(words: readonly string[], program = SCRIPT, env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [program, "dev", ...words], {
    env: {
      ...process.env,
      TMPDIR: temporary,
      SEGPOL_ADMIN_TOKEN: TOKEN,
      SEGPOL_HUB_URL: hub.url,
      DATABASE_URL: "",
      HUB_DATABASE_URL: "",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said += text.toString("utf8")));
  return {
    process: child,
    said: () => said,
    untilSaid: (text) =>
      vi.waitFor(async () => {
        expect(said).toMatch(text);
        return said;
      }, WITHIN_MS),
  };
}

describe("a developer's local hub", { timeout: 3 * WITHIN_MS }, () => {
  it("has the hub's graph with the own subgraph in it, follows its SDL, and publishes nothing", async () => {
    const local = start(["--code", "VUB", "--url", vub.definition.url, "--name", "Vrije Universiteit Brussel"]);
    try {
      await local.untilSaid(/VUB is in the local graph, as it would join/);
      await local.untilSaid(/\d+ records\./);
      const [, url = ""] = /Graph: +(\S+)/.exec(local.said()) ?? [];
      const { data } = await vi.waitFor(async () => {
        const seen = await askGraph(url, {
          query: "{ partners { name } records { nodes { id ... on VubEvent { focusGroups } } } }",
        });
        expect(seen.data.records.nodes).toHaveLength(2);
        return seen;
      }, 20_000);
      expect(data.partners).toEqual([expect.anything(), { name: "Vrije Universiteit Brussel" }]);
      expect(data.records.nodes).toContainEqual({ id: "vub:event:mine", focusGroups: ["one"] });
      expect((await fetch(url.replace("/graphql", "/explorer/"))).status).toBe(200);

      vub.publishedSdl = `${vub.sdl} type Stray { id: ID! }`;
      await local.untilSaid(/TYPE_OUTSIDE_PREFIX[^]*the graph is as it was/);
      vub.publishedSdl = vub.sdl.replace("focusGroups: [String!]!", "groups: [String!]");
      await local.untilSaid(/BREAKING_CHANGE[^]*The hub would refuse it\. VUB is in the local graph/);
      expect((await askGraph(url, { query: '{ __type(name: "VubEvent") { fields { name } } }' })).text).toContain(
        '"groups"',
      );

      expect((await hub.ask("{ partners { code } }")).data.partners).toEqual([{ code: "CPS" }]);
      expect((await adminOf(hub).ask("{ version }")).data).toEqual({ version: 1 });
      local.process.kill("SIGTERM");
      expect((await once(local.process, "exit"))[0]).toBe(0);
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      local.process.kill("SIGTERM");
    }
  });

  it.for([
    [["--help"], 0, /^Usage: npm run hub -- dev --code/],
    [["--url", "http://localhost:1/graphql"], 2, /--code/],
    [["--code", "VUB"], 2, /--url/],
    [
      ["--code", "VUB", "--url", "http://localhost:1/graphql", "--hub", "http://127.0.0.1:9"],
      1,
      /Start it, or name it: --hub/,
    ],
  ] as const)("with %j ends with %d and says what is expected", async ([words, code, text]) => {
    const { process: child, said } = start(words, MAIN, {
      SEGPOL_DEV_DATABASE_URL: "postgres://nobody@127.0.0.1:9/nothing",
    });
    const [ended] = await once(child, "exit");
    expect(said()).toMatch(text);
    expect(ended).toBe(code);
  });
});
