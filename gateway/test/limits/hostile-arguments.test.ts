import { runs } from "@segpol/launcher/testing";
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type IntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
} from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHub, type TestHub, untilListed } from "../support/hub-harness.js";
import { useHubDatabases } from "../support/hub-database.js";
import { StubPartner } from "../support/stub-partner.js";

/** Values of which each argument gets some; the others in the long run. */
const VALUES_OF_EACH = runs({ few: 8, many: 1_000 });

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

function nested(levels: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const cursor = (...parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString("base64url");

/** What nobody should send, whatever is asked for. */
const ANY: readonly unknown[] = [
  null,
  "",
  [],
  {},
  -1,
  1.5,
  true,
  nested(2_000),
  Array.from({ length: 10_000 }, () => "x"),
];
const TEXTS: readonly string[] = [
  "a\u0000b",
  "\ud800",
  "\u202e\u001b[31m",
  "%",
  "'; drop table record; --",
  "\\",
  "(((((",
  "a & | ! <-> b",
  "x".repeat(60_000),
  "é".repeat(20_000),
  " ".repeat(60_000),
  "cps:event:a\u0000",
  "nobody:event:nothing",
  cursor(1, "events", "DATE", "", ["2026-02-31", "2026-02-31"], "x"),
  cursor(1, "records", "TITLE", "", ["\ud800"], "\ud800"),
  cursor(1, "changes", "AT", "", ["2026-02-31T00:00:00.000Z"], "x"),
];
const DAYS: readonly string[] = [
  "0000-01-01",
  "0001-01-01",
  "9999-12-31",
  "9999-12-31T23:59:59-23:59",
  "0001-01-01T00:00:00+23:59",
  "2026-02-31T00:00:00Z",
  "-271821-04-20T00:00:00Z",
  "2026-01-01T00:00:00.123456789Z",
];
const NUMBERS: readonly unknown[] = [0, 1, -2_147_483_648, 2_147_483_647, 4_294_967_296, 1e300];

function valuesFor(type: GraphQLInputType): unknown[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [...ANY, ...valuesFor(nullable.ofType).map((value) => [value])];
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    return [...ANY, ...fields.flatMap(({ name, type: of }) => valuesFor(of).map((value) => ({ [name]: value })))];
  }
  if (isEnumType(nullable))
    return [...ANY, ...nullable.getValues().map(({ name }) => name), "NO_SUCH_VALUE", "__proto__"];
  const own = { Int: NUMBERS, Float: NUMBERS, Date: DAYS, DateTime: DAYS }[nullable.name] ?? TEXTS;
  return [...ANY, ...own, ...TEXTS.slice(0, 3)];
}

/** A little of everything below a field. */
function selectionOf(type: GraphQLOutputType, levels = 2): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return "";
  const fields = "getFields" in named ? Object.values(named.getFields()) : [];
  const below = fields.flatMap(({ name, type: of, args }) => {
    if (args.some(isRequiredArgument)) return [];
    if (isLeafType(getNamedType(of))) return [name];
    return levels > 1 && ["nodes", "edges", "node", "pageInfo"].includes(name)
      ? [`${name} ${selectionOf(of, levels - 1)}`]
      : [];
  });
  return `{ __typename ${below.join(" ")} }`;
}

/** Every how-manieth value, so that few of them are of all sorts, and others for each argument. */
function some<T>(values: readonly T[], shift: number): readonly T[] {
  const step = Math.max(1, Math.floor(values.length / VALUES_OF_EACH));
  return values.filter((_value, index) => index % step === shift % step);
}

const REQUIRED: Readonly<Record<string, unknown>> = { id: "cps:event:a", code: "CPS", since: "2022-01-01T00:00:00Z" };

describe("whatever an argument is given", () => {
  it("is answered, or refused as the client's mistake, and never as a fault of the hub", async () => {
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => !name.startsWith("cps"));
    let asked = 0;
    for (const { name, args, type } of roots) {
      for (const [index, argument] of args.entries()) {
        for (const value of some(valuesFor(argument.type), index)) {
          const others = args.filter((each) => each !== argument && isRequiredArgument(each));
          const answer = await hub.ask(queryFor(name, [argument, ...others], selectionOf(type)), {
            variables: Object.fromEntries([
              [argument.name, value],
              ...others.map((each) => [each.name, REQUIRED[each.name]]),
            ]),
          });
          const codes = answer.errors.map(({ extensions }) => extensions["code"]);
          const what = `${name}(${argument.name}: ${JSON.stringify(value)?.slice(0, 80)})`;
          expect(codes, what).not.toContain("INTERNAL_SERVER_ERROR");
          expect(answer.status, what).toBeLessThan(500);
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(100);
    expect(hub.logs.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});

function queryFor(name: string, args: readonly GraphQLArgument[], selection: string): string {
  const declared = args.map((argument) => `$${argument.name}: ${argument.type.toString()}`).join(", ");
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  return `query (${declared}) { ${name}(${passed}) ${selection} }`;
}
