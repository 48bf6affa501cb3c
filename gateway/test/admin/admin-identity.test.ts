import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createTokenSigner, makeSigningKey, type Role, type TokenSigner } from "@segpol/identity";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StubPartner } from "../support/stub-partner.js";
import { askGraph, startHub, type TestHub } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";
import { ADMIN_ENV, adminOf, TOKEN } from "./admin-client.js";

const newDatabase = useHubDatabases();
const [cps, vub] = [new StubPartner("CPS"), new StubPartner("VUB")];
const keys = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(signer.publicJwks()));
});
let signer: TokenSigner;
let issuer: string;
let hub: TestHub;

beforeAll(async () => {
  keys.listen(0, "127.0.0.1");
  await once(keys, "listening");
  issuer = `http://127.0.0.1:${(keys.address() as AddressInfo).port}`;
  signer = createTokenSigner({ issuer, key: makeSigningKey() });
  await Promise.all([cps.start(), vub.start()]);
  hub = await startHub(await newDatabase(), [cps], { SEGPOL_TOKEN_ISSUER: issuer, ...ADMIN_ENV });
});
afterAll(async () => {
  await hub?.stop();
  await Promise.all([cps.stop(), vub.stop()]);
  keys.closeAllConnections();
  keys.close();
});

const LOOK = "{ version partners { code names { text } sdl } }";
const CHECK = 'query ($url: String!) { check(code: "VUB", url: $url) { accepted } }';
const JOIN = 'mutation ($url: String!) { joinPartner(code: "VUB", url: $url) { accepted } }';
const HISTORY = "{ history { who } }";

async function ask(
  query: string,
  roles: readonly Role[] | undefined,
  audience = "segpol",
): Promise<readonly unknown[]> {
  const token = roles && (await signer.sign({ subject: "employee-7", roles, audience, lifetimeS: 60 }));
  const { status, errors } = await askGraph(
    `${hub.url}/admin/graphql`,
    { query, variables: { url: vub.definition.url } },
    { ...(token !== undefined && { authorization: `Bearer ${token}` }), "x-segpol-who": "somebody else" },
  );
  return [status, ...errors.map(({ extensions }) => extensions["code"])];
}

const version = async (): Promise<unknown> => (await adminOf(hub).ask("{ version }")).data.version;

describe("the admin API", { timeout: 30_000 }, () => {
  it.each(["null", '{"query": 7}', '{"query": "{ none }"}'])("names the request that it refuses: %s", async (body) => {
    const { status, headers, errors } = await askGraph(`${hub.url}/admin/graphql`, body, {
      authorization: `Bearer ${TOKEN}`,
    });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { requestId: headers.get("x-request-id") } }]);
  });

  it("lets staff of partners look and check, and change nothing", async () => {
    for (const role of ["partner:VUB:reader", "partner:CPS:editor"] as const) {
      for (const query of [LOOK, CHECK]) expect(await ask(query, [role])).toEqual([200]);
      for (const query of [JOIN, HISTORY]) expect((await ask(query, [role])).at(-1)).toBe("ADMIN_FORBIDDEN");
    }
    expect(await version()).toBe(1);
  });

  it("answers no more than a few times the same, and nothing deep or long, whoever asks", async () => {
    const aliased = (count: number) =>
      `{ ${Array.from({ length: count }, (_, at) => `a${at}: partners { sdl }`).join(" ")} }`;
    for (const roles of [["partner:CPS:reader"], ["hub:admin"]] as const) {
      expect(await ask(aliased(10), roles)).toEqual([200]);
      expect(await ask(aliased(11), roles)).toEqual([400, "TOO_MANY_ALIASES"]);
      expect(await ask(`{ ${"version ".repeat(5_001)} }`, roles)).toEqual([400, "QUERY_TOO_LARGE"]);
      expect(await ask(`${"{ a ".repeat(100)}${"}".repeat(100)}`, roles)).toEqual([400, "QUERY_TOO_DEEP"]);
    }
  });

  it("refuses everybody else, and tokens that do not hold", async () => {
    expect(await ask(LOOK, undefined)).toEqual([401, "ADMIN_UNAUTHORIZED"]);
    for (const roles of [[], ["cabinet"], ["hub:harvester"]] as const) {
      expect(await ask(LOOK, roles)).toEqual([403, "ADMIN_FORBIDDEN"]);
    }
    expect(await ask(LOOK, ["hub:admin"], "segpol:CPS")).toEqual([401, "TOKEN_AUDIENCE"]);
  });

  it("lets a token with the role hub:admin change the graph, and records whose it is", async () => {
    expect(await ask(JOIN, ["hub:admin"])).toEqual([200]);
    expect(await version()).toBe(2);
    const { data } = await adminOf(hub).ask("{ history(first: 1) { who action } }");
    expect(data.history).toEqual([{ who: "employee-7", action: "JOIN" }]);
  });
});
