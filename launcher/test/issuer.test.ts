import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTokenVerifier, type Identity, type TokenVerifier } from "@segpol/identity";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort, startIssuer, type LocalIssuer } from "../src/index.js";
import { fakeCheckout, occupy, runFixture, temporaryFolder } from "./support.js";

interface Setting {
  issuer: LocalIssuer;
  folder: string;
  verifier: TokenVerifier;
}

async function start(folder: string, port?: number): Promise<LocalIssuer> {
  const issuer = await startIssuer({ folder, port: port ?? (await freePort()), codes: ["CPS", "CC_GPI"] });
  onTestFinished(async () => await issuer.stop());
  return issuer;
}

async function setting(): Promise<Setting> {
  const folder = join(await temporaryFolder(), "issuer");
  const issuer = await start(folder);
  return { issuer, folder, verifier: verifierOf(issuer) };
}

const verifierOf = ({ url, jwksUrl }: LocalIssuer): TokenVerifier =>
  createTokenVerifier({ issuers: [{ issuer: url, jwksUrl, audiences: ["segpol"] }] });

const identify = async (verifier: TokenVerifier, token: string): Promise<Identity | undefined> =>
  await verifier.identify(`Bearer ${token}`);

async function secretOf(folder: string, id: string): Promise<string> {
  const { clients } = JSON.parse(await readFile(join(folder, "clients.json"), "utf8")) as {
    clients: { id: string; secret: string }[];
  };
  return clients.find((client) => client.id === id)?.secret ?? "";
}

const basic = (id: string, secret: string): string => `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;

interface Answer {
  status: number;
  headers: Headers;
  body: { access_token?: string; token_type?: string; expires_in?: number; error?: string; error_description?: string };
}

async function ask(
  { url }: LocalIssuer,
  form: Record<string, string> | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: typeof form === "string" ? form : new URLSearchParams(form).toString(),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answer["body"] };
}

const grant = { grant_type: "client_credentials" };

describe("the local issuer", () => {
  it("says where everything is, as OpenID Connect and RFC 8414 have it", async () => {
    const { issuer } = await setting();
    for (const path of ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"]) {
      expect(await (await fetch(issuer.url + path)).json()).toMatchObject({
        issuer: issuer.url,
        jwks_uri: issuer.jwksUrl,
        token_endpoint: `${issuer.url}/token`,
        grant_types_supported: expect.arrayContaining(["authorization_code", "refresh_token", "client_credentials"]),
      });
    }
    expect(issuer.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("publishes its public key and nothing private", async () => {
    const { issuer, folder } = await setting();
    const text = await (await fetch(issuer.jwksUrl)).text();
    const kept = JSON.parse(await readFile(join(folder, "key.json"), "utf8")) as { d: string; kid: string };
    expect(text).toContain(kept.kid);
    expect(text).not.toContain(kept.d);
  });

  it("keeps key and secrets where its user alone can read them", async () => {
    const { folder } = await setting();
    for (const name of ["key.json", "clients.json"]) {
      expect((await stat(join(folder, name))).mode & 0o777, name).toBe(0o600);
    }
  });

  it("gives a client with its secret, in the header or in the form, a token with its roles", async () => {
    const { issuer, folder, verifier } = await setting();
    const secret = await secretOf(folder, "cps-editor");
    const answers = [
      await ask(issuer, grant, { authorization: basic("cps-editor", secret) }),
      await ask(issuer, { ...grant, client_id: "cps-editor", client_secret: secret }),
    ];
    for (const { status, headers, body } of answers) {
      expect(status).toBe(200);
      expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3_600 });
      expect(headers.get("cache-control")).toBe("no-store");
      expect(await identify(verifier, body.access_token ?? "")).toMatchObject({
        subject: "cps-editor",
        roles: ["partner:CPS:editor"],
      });
    }
  });

  it.each([
    ["cps-reader", ["partner:CPS:reader"]],
    ["cc-gpi-editor", ["partner:CC_GPI:editor"]],
    ["cabinet", ["cabinet"]],
    ["hub-admin", ["hub:admin"]],
  ])("has the client %s", async (id, roles) => {
    const { issuer, folder, verifier } = await setting();
    const { body } = await ask(issuer, grant, { authorization: basic(id, await secretOf(folder, id)) });
    expect((await identify(verifier, body.access_token ?? ""))?.roles).toEqual(roles);
  });

  it("gives a program no more roles for a scope", async () => {
    const { issuer, folder, verifier } = await setting();
    const authorization = basic("cps-reader", await secretOf(folder, "cps-reader"));
    const { body } = await ask(issuer, { ...grant, scope: "cabinet openid" }, { authorization });
    expect((await identify(verifier, body.access_token ?? ""))?.roles).toEqual(["partner:CPS:reader"]);
  });

  it("gives a token for one partner alone when it is asked for that", async () => {
    const { issuer, folder, verifier } = await setting();
    const authorization = basic("cabinet", await secretOf(folder, "cabinet"));
    const { body } = await ask(issuer, { ...grant, resource: "urn:segpol:CPS" }, { authorization });
    await expect(identify(verifier, body.access_token ?? "")).rejects.toMatchObject({ code: "TOKEN_AUDIENCE" });
    const own = createTokenVerifier({
      issuers: [{ issuer: issuer.url, jwksUrl: issuer.jwksUrl, audiences: ["segpol:CPS"] }],
    });
    expect((await identify(own, body.access_token ?? ""))?.roles).toEqual(["cabinet"]);
  });

  it.each([
    ["no grant type", {}, 400, "invalid_request"],
    ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
    ["another resource", { ...grant, resource: "urn:account" }, 400, "invalid_target"],
    ["a resource that is nearly a partner's", { ...grant, resource: "urn:segpol:cps" }, 400, "invalid_target"],
    ["a parameter twice", "grant_type=client_credentials&grant_type=password", 400, "invalid_request"],
    ["a secret twice", { ...grant, client_secret: "x" }, 400, "invalid_request"],
    ["two clients", { ...grant, client_id: "cps-editor" }, 400, "invalid_request"],
  ])("refuses %s as RFC 6749 has it", async (_, form, status, error) => {
    const { issuer, folder } = await setting();
    const authorization = basic("cabinet", await secretOf(folder, "cabinet"));
    const answer = await ask(issuer, form, { authorization });
    expect(answer).toMatchObject({ status, body: { error } });
    expect(answer.body.access_token).toBeUndefined();
  });

  it("refuses who does not show the secret of a client", async () => {
    const { issuer, folder } = await setting();
    const secret = await secretOf(folder, "cps-editor");
    const shown: [Record<string, string>, Record<string, string>][] = [
      [grant, {}],
      [{ ...grant, client_id: "cps-editor" }, {}],
      [{ ...grant, client_id: "cps-editor", client_secret: "" }, {}],
      [{ ...grant, client_id: "cabinet", client_secret: secret }, {}],
      [{ ...grant, client_id: "nobody", client_secret: secret }, {}],
      [grant, { authorization: basic("cps-editor", `${secret}x`) }],
      [grant, { authorization: basic("nobody", "") }],
      [grant, { authorization: `Basic ${Buffer.from("%:%").toString("base64")}` }],
      [grant, { authorization: "Basic" }],
      [grant, { authorization: `Bearer ${secret}` }],
    ];
    for (const [form, headers] of shown) {
      const { status, body } = await ask(issuer, form, headers);
      expect([400, 401], JSON.stringify([form, headers])).toContain(status);
      expect(["invalid_client", "invalid_request"]).toContain(body.error);
      expect(body.access_token).toBeUndefined();
      expect(JSON.stringify(body)).not.toContain(secret);
    }
  });

  it("refuses what is no form, what is too long, and other methods and paths", async () => {
    const { issuer } = await setting();
    expect(await ask(issuer, JSON.stringify(grant), { "content-type": "application/json" })).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
    expect(await ask(issuer, `x=${"y".repeat(100_000)}`)).toMatchObject({ status: 400 });
    for (const path of ["/", "/token", "/constructor", "/__proto__"]) {
      expect((await fetch(issuer.url + path)).status, path).toBe(404);
    }
  });

  it("keeps its key and its clients from one start to the next, and adds those of new partners", async () => {
    const { issuer, folder } = await setting();
    const token = await issuer.sign({ subject: "u", roles: ["cabinet"], audience: "segpol", lifetimeS: 60 });
    const secret = await secretOf(folder, "cps-editor");
    await issuer.stop();
    const port = Number(new URL(issuer.url).port);
    const again = await startIssuer({ folder, port, codes: ["CPS", "GENT"] });
    onTestFinished(async () => await again.stop());
    expect(await identify(verifierOf(again), token)).toMatchObject({ subject: "u" });
    expect(await secretOf(folder, "cps-editor")).toBe(secret);
    expect(await secretOf(folder, "gent-editor")).not.toBe("");
    expect(await secretOf(folder, "cc-gpi-editor")).not.toBe("");
  });

  it("takes clients that somebody has written into clients.json, and says what is wrong there without showing it", async () => {
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    const own = { id: "dashboard", secret: "kept to ourselves", roles: ["partner:CPS:reader", "cabinet"] };
    await writeFile(join(folder, "clients.json"), JSON.stringify({ clients: [own] }));
    const issuer = await start(folder);
    const { body } = await ask(issuer, grant, { authorization: basic(own.id, "kept+to+ourselves") });
    expect((await identify(verifierOf(issuer), body.access_token ?? ""))?.roles).toEqual(own.roles);
    await issuer.stop();
    for (const text of ["{", "{}", JSON.stringify({ clients: [{ ...own, roles: ["king"] }] })]) {
      await writeFile(join(folder, "clients.json"), text);
      const error: unknown = await start(folder).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "ISSUER_FAILED", message: expect.stringContaining("clients.json") });
      expect(String(error)).not.toContain("kept to");
    }
  });

  it("is one for all launchers of a data folder, whichever port they ask for", async () => {
    const { issuer, folder } = await setting();
    const second = await start(folder);
    expect(second).toMatchObject({ url: issuer.url, origin: "joined" });
    await second.stop();
    expect((await fetch(issuer.jwksUrl)).status).toBe(200);
  });

  it("is not taken for ours when it has another key, and its port is named", async () => {
    const { issuer } = await setting();
    const folder = await temporaryFolder();
    const port = Number(new URL(issuer.url).port);
    await expect(start(folder, port)).rejects.toMatchObject({
      code: "PORT_IN_USE",
      message: expect.stringContaining("SEGPOL_ISSUER_PORT"),
    });
    const silent = await freePort();
    await occupy(silent);
    await expect(start(folder, silent)).rejects.toMatchObject({ code: "PORT_IN_USE" });
  });
});

describe("the token command", () => {
  const run = async (args: string[], env: Record<string, string>): Promise<{ code: number | null; output: string }> => {
    const all = { SEGPOL_TOKEN_ISSUER: "", SEGPOL_ISSUER_PORT: "", ...env };
    const program = runFixture("token.mjs", [await fakeCheckout(["CPS"]), ...args], all);
    return { code: (await program.ended).code, output: program.output() };
  };

  it("prints a token that holds with the issuer that runs, and nothing else", async () => {
    const dataDir = await temporaryFolder();
    const issuer = await start(join(dataDir, "issuer"));
    const args = ["--role", "partner:CPS:editor", "--role", "cabinet", "--minutes", "2", "--subject", "Ann"];
    const { code, output } = await run(args, { SEGPOL_DATA_DIR: dataDir });
    expect(code).toBe(0);
    const identity = await identify(verifierOf(issuer), output.trim());
    expect(identity).toMatchObject({ subject: "Ann", roles: ["partner:CPS:editor", "cabinet"] });
    const left = (identity?.expiresAt.getTime() ?? 0) - Date.now();
    expect(left).toBeGreaterThan(60_000);
    expect(left).toBeLessThan(121_000);
  });

  it("works before the issuer has ever run, and after it was stopped", async () => {
    const dataDir = await temporaryFolder();
    const port = await freePort();
    const env = { SEGPOL_DATA_DIR: dataDir, SEGPOL_ISSUER_PORT: String(port) };
    const early = await run(["--role", "cabinet"], env);
    const issuer = await start(join(dataDir, "issuer"), port);
    expect(await identify(verifierOf(issuer), early.output.trim())).toMatchObject({ roles: ["cabinet"] });
    await issuer.stop();
    const late = await run(["--role", "cabinet"], { SEGPOL_DATA_DIR: dataDir });
    const again = await start(join(dataDir, "issuer"), port);
    expect(await identify(verifierOf(again), late.output.trim())).toMatchObject({ roles: ["cabinet"] });
    await again.stop();
    const elsewhere = await run(["--role", "cabinet"], { ...env, SEGPOL_ISSUER_PORT: String(port + 1) });
    const claims = Buffer.from(elsewhere.output.split(".")[1] ?? "", "base64url").toString();
    expect(JSON.parse(claims)).toMatchObject({ iss: `http://127.0.0.1:${port + 1}` });
  });

  it.each([
    [[], "Expected --role"],
    [["--role", "partner:CPS:owner"], '"partner:CPS:owner"'],
    [["--role", "cabinet", "--minutes", "0"], "--minutes"],
    [["--role", "cabinet", "--subject", " "], "--subject"],
    [["--rol", "cabinet"], "--rol"],
  ])("refuses %j with code 2", async (args, text) => {
    const { code, output } = await run(args, { SEGPOL_DATA_DIR: await temporaryFolder() });
    expect(code).toBe(2);
    expect(output).toContain(text);
    expect(output).toContain("--help");
  });

  it("explains its options and roles in --help", async () => {
    const { code, output } = await run(["--help"], {});
    expect(code).toBe(0);
    for (const word of [
      "--role",
      "--minutes",
      "--subject",
      "--audience",
      "partner:<CODE>:editor",
      "CPS",
      "cabinet",
      "hub:admin",
    ])
      expect(output).toContain(word);
  });

  it.each([
    [{ NODE_ENV: "production" }, "NODE_ENV is production"],
    [{ SEGPOL_TOKEN_ISSUER: "https://id.example.org" }, "https://id.example.org"],
  ])("gives none with %j", async (env, text) => {
    const dataDir = await temporaryFolder();
    const { code, output } = await run(["--role", "cabinet"], { SEGPOL_DATA_DIR: dataDir, ...env });
    expect(code).toBe(1);
    expect(output).toMatch(/^token: ISSUER_MISSING/);
    expect(output).toContain(text);
    await expect(stat(join(dataDir, "issuer"))).rejects.toThrow("ENOENT");
  });
});
