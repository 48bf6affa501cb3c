import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTokenSigner, makeSigningKey } from "@segpol/identity";
import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { askGraph } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const { PATH, NODE_COMPILE_CACHE } = process.env;
const ADMIN_TOKEN = "an-admin-token-that-nobody-may-see";

const newDatabase = useHubDatabases();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "segpol-secrets-"));
});
afterAll(() => rm(folder, { recursive: true }));

function start(env: Record<string, string>): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, NODE_COMPILE_CACHE, PORT: "0", LOG_LEVEL: "trace", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => (said += text.toString("utf8")));
  return { child, said: () => said };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

it("what is secret comes from files too, and is in no log, whatever goes wrong", { timeout: 90_000 }, async () => {
  const databaseUrl = await newDatabase();
  const key = makeSigningKey();
  const { password } = new URL(databaseUrl);
  await writeFile(join(folder, "database"), `${databaseUrl}\n`);
  await writeFile(join(folder, "token"), `${ADMIN_TOKEN}\n`);
  const { child, said } = start({
    DATABASE_URL_FILE: join(folder, "database"),
    SEGPOL_ADMIN_TOKEN_FILE: join(folder, "token"),
    SEGPOL_HUB_KEY: JSON.stringify(key),
    SEGPOL_TOKEN_ISSUER: "http://127.0.0.1:1",
    SEGPOL_HARVEST_RETRY_MIN_MS: "20",
  });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const [, url = ""] =
      /"url":"([^"]+)"/.exec(
        await vi.waitFor(async () => {
          expect(said()).toContain("hub ready");
          return said();
        }, 60_000),
      ) ?? [];
    const stranger = createTokenSigner({ issuer: "http://127.0.0.1:1", key: makeSigningKey() });
    const token = await stranger.sign({ subject: "s", roles: ["cabinet"], audience: "segpol", lifetimeS: 60 });
    const query = 'query ($text: String = "a-very-private-text") { records(filter: { text: $text }) { totalCount } }';
    const ask = (path: string, authorization: string, body: unknown = { query }) =>
      askGraph(`${url}${path}`, body, { authorization });
    for (const path of ["/graphql", "/catalogue/graphql", "/admin/graphql"]) {
      for (const given of [token, "not-a-token-but-private", ADMIN_TOKEN]) {
        await ask(path, `Bearer ${given}`);
        await ask(path, `Bearer ${given}`, `{"query": "${given}`);
      }
    }
    await client.query("alter table public_listing rename to elsewhere");
    const broken = await askGraph(`${url}/graphql`, { query });
    expect(broken.errors[0]?.extensions["code"]).toBe("INTERNAL_SERVER_ERROR");
    expect(broken.text).not.toMatch(/relation|elsewhere|select|\bat \w+/);
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename = current_user",
    );
    await expect.poll(said).toContain("database connection lost");
    await askGraph(`${url}/graphql`, { query });
    await end(child);

    const secrets = {
      password,
      ADMIN_TOKEN,
      key: key.d ?? "",
      token,
      "a private text": "a-very-private-text",
      given: "not-a-token",
    };
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(7);
      expect(said().includes(secret), name).toBe(false);
    }
    // What was meant to go wrong did, and was logged.
    expect(said()).toMatch(/relation \\"public_listing\\" does not exist/);
    expect(said()).toContain("token refused");
  } finally {
    await client.end();
    await end(child);
  }
});

it.for([
  { DATABASE_URL: "mysql://role:a-secret-password@host/database" },
  { SEGPOL_ADMIN_TOKEN: "a-secret-pass" },
  { SEGPOL_HUB_KEY: '{"kty":"EC","d":"a-secret-password"' },
  { DATABASE_URL: "postgres://role:a-secret-password@127.0.0.1:1/database" },
])("what cannot be started with is named, and not repeated: %j", async (env) => {
  const { child, said } = start({ DATABASE_URL: "postgres://role:a-secret-password@127.0.0.1:1/database", ...env });
  const [code] = await once(child, "exit");
  expect(code).toBe(1);
  expect(said()).toMatch(new RegExp(`${Object.keys(env).join("|")}|ECONNREFUSED`));
  expect(said()).not.toContain("a-secret-pass");
});
