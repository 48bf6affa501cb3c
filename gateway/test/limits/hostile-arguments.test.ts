import { hostileCalls, runs } from "@segpol/launcher/testing";
import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";
import { StubPartner } from "../support/stub-partner.js";

/** Values of which each argument gets some; the others in the long run. */
const VALUES_OF_EACH = runs({ few: 8, many: 40 });

const cps = new StubPartner("CPS");
const newDatabase = useHubDatabases();
let hub: TestHub;
let schema: GraphQLSchema;

beforeAll(async () => {
  await cps.start();
  cps.put("cps:event:a", { title: { original: "NL", NL: "Recherche" } });
  hub = await startHub(await newDatabase(), [cps], { SEGPOL_RATE_LIMIT: "0" });
  await untilListed(hub, 1);
  schema = buildClientSchema((await hub.ask(getIntrospectionQuery())).data as IntrospectionQuery);
});
afterAll(async () => {
  await hub?.stop();
  await cps.stop();
});

describe("whatever an argument is given", () => {
  it("is answered, or refused as the client's mistake, and never as a fault of the hub", async () => {
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => !name.startsWith("cps"));
    const others = { id: "cps:event:a", code: "CPS", since: "2022-01-01T00:00:00Z" };
    const calls = roots.flatMap((field) => hostileCalls(field, { others, ofEach: VALUES_OF_EACH }));
    for (const { query, variables, what } of calls) {
      const { status, errors } = await hub.ask(query, { variables });
      const codes = errors.map(({ extensions }) => extensions["code"]);
      expect(codes, what).not.toContain("INTERNAL_SERVER_ERROR");
      expect(status, what).toBeLessThan(500);
    }
    expect(calls.length).toBeGreaterThan(100);
    expect(hub.logs.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
