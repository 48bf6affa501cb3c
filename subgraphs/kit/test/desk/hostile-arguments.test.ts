import { hostileCalls, runs } from "@segpol/launcher/testing";
import type { GraphQLObjectType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildDeskSchema } from "../../src/desk-graph/desk-schema.js";
import { samplePartner } from "../support/sample-partner.js";
import { type DeskUnderTest, startDeskUnderTest } from "./ask-desk.js";

/** Of the values that nobody should send each argument gets some, and more in the long run. */
const VALUES_OF_EACH = runs({ few: 3, many: 10 });
/** Needed beside the argument that is tried: what the sample keeps. */
const OTHERS = { id: "sample:event:study-day", recommendation: "sample:recommendation:r1", title: { NL: "Dag" } };

let running: DeskUnderTest;
beforeAll(async () => {
  running = await startDeskUnderTest(samplePartner());
});
afterAll(() => running?.stop());

const schema = buildDeskSchema();

test.each([
  ["query", schema.getQueryType()],
  ["mutation", schema.getMutationType()],
] as const)(
  "whatever an argument of a %s is given, it is answered or refused, and never a fault",
  async (operation, type) => {
    const calls = callsOf(operation, type);
    expect(calls.length).toBeGreaterThan(20);
    for (const { query, variables, what } of calls) {
      const { status, errors } = await running.askDesk(query, variables);
      expect(
        errors.map(({ extensions }) => extensions["code"]),
        what,
      ).not.toContain("INTERNAL_SERVER_ERROR");
      expect(status, what).toBeLessThan(429);
    }
  },
);

function callsOf(operation: "query" | "mutation", type: GraphQLObjectType | null | undefined) {
  const fields = Object.values(type?.getFields() ?? {});
  return fields.flatMap((field) => hostileCalls(field, { operation, others: OTHERS, ofEach: VALUES_OF_EACH }));
}
