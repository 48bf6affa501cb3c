import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { json } from "node:stream/consumers";
import { useDatabases } from "@segpol/launcher/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPartnerServer, type PartnerServer, type PartnerServerOptions } from "../src/serving/partner-server.js";
import { type Answer, ask } from "../src/testing/ask.js";
import { startTestIssuers, type TestIssuers } from "../src/testing/test-issuers.js";
import { keepLog } from "./support/log.js";
import { samplePartner } from "./support/sample-partner.js";

const partner = samplePartner();
const { log, lines } = keepLog();
const databases = useDatabases();
let issuers: TestIssuers;
let databaseUrl: string;
let url: string;
const running: PartnerServer[] = [];
beforeAll(async () => {
  issuers = await startTestIssuers();
  databaseUrl = (await databases.create("sample")).ownerUrl;
  url = await serve({ identity: issuers.settings });
});
afterAll(async () => {
  for (const server of running) await server.stop();
  await issuers?.stop();
});

async function serve(options: Pick<PartnerServerOptions, "identity">): Promise<string> {
  const server = await createPartnerServer(partner, { databaseUrl, port: 0, log, ...options });
  running.push(server);
  return server.url;
}

const askWith = (authorization: string, at = url): Promise<Answer> => ask(at, "{ __typename }", {}, { authorization });

/** Header and claims of a token without a signature. */
function unsigned(header: object, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part(header)}.${part(claims)}.`;
}

describe("a token that does not hold is answered 401, whatever is asked,", () => {
  const soon = Math.floor(Date.now() / 1000) + 60;
  const claims = () => ({
    iss: issuers.settings.users?.issuer,
    aud: "segpol",
    sub: "a",
    exp: soon,
    roles: ["cabinet"],
  });
  const cases: [string, () => string | Promise<string>, string][] = [
    ["no token at all", () => "Basic YTpi", "TOKEN_MALFORMED"],
    ["two tokens", () => "Bearer a.b.c, Bearer d.e.f", "TOKEN_MALFORMED"],
    ["unsigned", () => `Bearer ${unsigned({ alg: "none" }, claims())}`, "TOKEN_ALGORITHM"],
    ["signed with a shared secret", () => `Bearer ${unsigned({ alg: "HS256" }, claims())}c2ln`, "TOKEN_ALGORITHM"],
    [
      "expired",
      async () => `Bearer ${await issuers.token("users", "SAMPLE", ["cabinet"], { lifetimeS: -60 })}`,
      "TOKEN_EXPIRED",
    ],
    [
      "for another partner",
      async () => `Bearer ${await issuers.token("users", "SAMPLE", ["cabinet"], { audience: "segpol:OTHER" })}`,
      "TOKEN_AUDIENCE",
    ],
    [
      "of the hub for clients",
      async () => `Bearer ${await issuers.token("hub", "SAMPLE", ["cabinet"], { audience: "segpol" })}`,
      "TOKEN_AUDIENCE",
    ],
    [
      "of a stranger",
      () => `Bearer ${unsigned({ alg: "ES256" }, { ...claims(), iss: "https://stranger.example" })}c2ln`,
      "TOKEN_ISSUER",
    ],
    [
      "with another content than was signed",
      async () => {
        const [head, , mac] = (await issuers.token("users", "SAMPLE", ["cabinet"])).split(".");
        return `Bearer ${head}.${Buffer.from(JSON.stringify(claims())).toString("base64url")}.${mac}`;
      },
      "TOKEN_SIGNATURE",
    ],
  ];

  test.each(cases)("%s", async (_what, header, code) => {
    const authorization = await header();
    const { status, headers, data, errors } = await askWith(authorization);
    expect(status).toBe(401);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code, requestId: headers.get("x-request-id") } }]);
    expect(headers.get("www-authenticate")).toBe(`Bearer error="invalid_token", error_description="${code}"`);
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("vary")).toContain("Authorization");
    for (const part of authorization.split(/[ .,]+/).filter((each) => each.length > 20)) {
      expect(JSON.stringify(errors)).not.toContain(part);
    }
  });

  test("and so are two headers, even where each token holds", async () => {
    const token = await issuers.token("users", "SAMPLE", ["cabinet"]);
    const sent = httpRequest(url, {
      method: "POST",
      headers: [
        "host",
        "127.0.0.1",
        "content-type",
        "application/json",
        "Authorization",
        `Bearer ${token}`,
        "authorization",
        "",
      ],
    }).end(JSON.stringify({ query: "{ __typename }" }));
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    expect(answer.statusCode).toBe(401);
    expect(await json(answer)).toMatchObject({ errors: [{ extensions: { code: "TOKEN_MALFORMED" } }] });
  });

  test("even with a body that is none", async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: "Bearer a.b.c", "content-type": "application/json" },
      body: "{",
    });
    expect(response.status).toBe(401);
  });
});

test("a token that holds is answered for its bearer alone, and anybody's answer for those without one", async () => {
  const { status, headers } = await askWith(`Bearer ${await issuers.token("users", "SAMPLE", ["cabinet"])}`);
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("private, no-store");
  expect(headers.get("vary")).toContain("Authorization");
  const anybody = await ask(url, "{ __typename }");
  expect(anybody.headers.get("vary")).toContain("Authorization");
  expect(anybody.headers.get("cache-control") ?? "").not.toContain("private");
});

test("while an issuer's keys cannot be had, its tokens are answered 503, and others' go on", async () => {
  const { users, hub, audience } = issuers.settings;
  const identity = { users: users && { ...users, jwksUrl: "http://127.0.0.1:9/keys" }, hub, audience };
  const at = await serve({ identity });
  const answer = await askWith(`Bearer ${await issuers.token("users", "SAMPLE", ["cabinet"])}`, at);
  expect(answer.status).toBe(503);
  expect(answer.errors[0]?.extensions["code"]).toBe("KEYS_UNREACHABLE");
  expect((await askWith(`Bearer ${await issuers.token("hub", "SAMPLE", ["cabinet"])}`, at)).status).toBe(200);
});

test("where no issuer is configured, tokens are ignored", async () => {
  const at = await serve({});
  const { status, headers } = await askWith("Bearer whatever", at);
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toBe("private, no-store");
});

test("no token is logged", async () => {
  const token = await issuers.token("users", "SAMPLE", ["cabinet"]);
  await askWith(`Bearer ${token}`);
  await askWith(`Bearer ${token}x`);
  await expect.poll(() => lines.filter(({ msg }) => msg === "request").length).toBeGreaterThan(5);
  const text = JSON.stringify(lines);
  for (const part of token.split(".")) expect(text).not.toContain(part);
  expect(text).not.toContain("somebody");
});
