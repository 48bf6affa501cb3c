import { runs } from "@segpol/launcher/testing";
import fc from "fast-check";
import { getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType, isRequiredArgument } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPartnerSchema } from "../src/graphql/partner-schema.js";
import { REQUEST_ERRORS } from "../src/errors/request-error.js";
import { ask } from "../src/testing/ask.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "../src/testing/partner-under-test.js";
import { samplePartner } from "./support/sample-partner.js";

const partner = samplePartner();
const { schema } = buildPartnerSchema(partner);
const RUNS = runs({ few: 40, many: 100 });
const MOST_BYTES = 2 ** 30;

let running: PartnerUnderTest;
beforeAll(async () => {
  running = await startPartnerUnderTest(partner);
});
afterAll(() => running?.stop());

/** What a query is made by: how far down, how many fields and aliases of each, and how many records at the top. */
interface Shape {
  readonly depth: number;
  readonly width: number;
  readonly aliases: number;
  readonly records: number;
  readonly seed: readonly number[];
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  depth: fc.integer({ min: 1, max: 60 }),
  width: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 400 })),
  aliases: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 400 })),
  records: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 3_000 })),
  seed: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
});

const TYPES = ["SampleEvent", "SamplePublication", "SampleRecommendation", "SampleLegitimacyIndicator"];
const LARGEST_TEXT = 1_500_000;

/** A query of that shape that is valid but for its size; measures within measures lead as far down as one likes. */
function queryOf({ depth, width, aliases, records, seed }: Shape): { query: string; of: object[] } {
  let budget = LARGEST_TEXT;
  const selection = (type: GraphQLObjectType, levels: number): string => {
    const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
    const deeper = fields.filter((field) => isObjectType(getNamedType(field.type)));
    const leaves = fields.filter((field) => !isObjectType(getNamedType(field.type)));
    const chosen: GraphQLField<unknown, unknown>[] = [];
    for (let index = 0; index < width; index += 1) {
      const from = levels > 1 && deeper.length > 0 && index === 0 ? deeper : leaves.length > 0 ? leaves : deeper;
      const own = from.find(({ name }) => name === "measures");
      const field = own ?? from[(seed[index % seed.length] ?? 0) % from.length];
      if (field) chosen.push(field);
    }
    const parts = chosen.flatMap((field, index) => {
      const below = getNamedType(field.type);
      const nested = isObjectType(below) ? (levels > 1 ? selection(below, levels - 1) : "{ __typename }") : "";
      const bare = `${field.name} ${nested}`;
      return index > 0 || aliases === 1 ? [bare] : Array.from({ length: aliases }, (_, alias) => `a${alias}: ${bare}`);
    });
    const kept = parts.filter((part) => (budget -= part.length) > 0);
    return `{ __typename ${kept.join(" ")} }`;
  };
  const typeName = TYPES[(seed[0] ?? 0) % TYPES.length] ?? "SampleEvent";
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`Expected an object type ${typeName}.`);
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typeName} ${selection(type, depth)} } }`;
  const ids = [
    "sample:event:study-day",
    "sample:publication:report",
    "sample:recommendation:r1",
    "sample:indicator:trust",
  ];
  return {
    query,
    of: Array.from({ length: records }, () => ({ __typename: typeName, id: ids[TYPES.indexOf(typeName)] })),
  };
}

test(`${RUNS} random deep, wide and aliased queries are refused or answered, in little memory`, async () => {
  const codes = new Map<unknown, number>();
  await fc.assert(
    fc.asyncProperty(shapes, async (shape) => {
      const { query, of } = queryOf(shape);
      const { status, errors, data } = await ask(running.url, query, { of });
      expect(process.memoryUsage().rss).toBeLessThan(MOST_BYTES);
      const code = errors[0]?.extensions["code"] ?? "ANSWERED";
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (errors.length > 0) expect(Object.keys(REQUEST_ERRORS)).toContain(code);
      else
        expect({ status, entities: data?.["_entities"] }).toMatchObject({
          status: 200,
          entities: { length: of.length },
        });
      expect(code).not.toBe("INTERNAL_SERVER_ERROR");
    }),
    { numRuns: RUNS, seed: 20_261_121, endOnFailure: true },
  );
  for (const expected of [
    "ANSWERED",
    "QUERY_TOO_DEEP",
    "QUERY_TOO_LARGE",
    "TOO_MANY_ALIASES",
    "TOO_MANY_REPRESENTATIONS",
  ]) {
    expect(codes.get(expected), expected).toBeGreaterThan(0);
  }
}, 120_000);
