import type { Role } from "@segpol/identity";
import { getNamedType, isInputObjectType, isLeafType, isNonNullType, isEnumType, type GraphQLInputType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDeskSchema } from "../../src/desk-graph/desk-schema.js";
import { samplePartner } from "../support/sample-partner.js";
import { type DeskUnderTest, EDITOR, startDeskUnderTest } from "./ask-desk.js";

let desk: DeskUnderTest;
beforeAll(async () => {
  desk = await startDeskUnderTest(samplePartner());
});
afterAll(() => desk?.stop());

const SCHEMA = buildDeskSchema();
const OPERATIONS = [SCHEMA.getQueryType(), SCHEMA.getMutationType()].flatMap((root) =>
  Object.values(root?.getFields() ?? {}).map((field) => ({
    name: field.name,
    writes: root === SCHEMA.getMutationType(),
    query: `${root === SCHEMA.getMutationType() ? "mutation" : "query"} { ${field.name}${given(field.args)}${isLeafType(getNamedType(field.type)) ? "" : " { __typename }"} }`,
  })),
);

/** Literals for the arguments that have to be given. */
function given(args: readonly { readonly name: string; readonly type: GraphQLInputType }[]): string {
  const literals = args.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => `${name}: ${literal(type)}`);
  return literals.length > 0 ? `(${literals.join(", ")})` : "";
}

function literal(type: GraphQLInputType): string {
  if (String(type).startsWith("[")) return "[]";
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name ?? "";
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type)}`).join(", ")} }`;
  }
  return named.name === "Int" || named.name === "Float" ? "1" : named.name === "Boolean" ? "false" : '"x"';
}

/** Everybody, and what they may do: write, read, or nothing for want of a token or of a role. */
const EVERYBODY: readonly (readonly [
  who: string,
  from: "users" | "hub" | null,
  roles: readonly Role[],
  may: "WRITE" | "READ" | "NOTHING",
])[] = [
  ["anybody", null, [], "NOTHING"],
  ["somebody without a role", "users", [], "NOTHING"],
  ["an editor", "users", [EDITOR], "WRITE"],
  ["a reader", "users", ["partner:SAMPLE:reader"], "READ"],
  ["another partner's editor", "users", ["partner:CPS:editor"], "NOTHING"],
  ["another partner's reader", "users", ["partner:CPS:reader"], "NOTHING"],
  ["the cabinet", "users", ["cabinet"], "NOTHING"],
  ["the hub's administrator", "users", ["hub:admin"], "NOTHING"],
  ["who reads here and writes elsewhere", "users", ["partner:SAMPLE:reader", "partner:CPS:editor", "cabinet"], "READ"],
  ["the hub for an editor", "hub", [EDITOR], "NOTHING"],
  ["the hub for a reader", "hub", ["partner:SAMPLE:reader"], "NOTHING"],
  ["the harvester", "hub", ["hub:harvester"], "NOTHING"],
];

describe.each(EVERYBODY)("%s", (_who, from, roles, may) => {
  test.each(OPERATIONS)("asks the desk: $name", async ({ query, writes }) => {
    const token = from && (await desk.issuers.token(from, "SAMPLE", roles));
    const before = await desk.sql("select count(*) from desk_audit");
    const { errors, status } = await desk.askDesk(query, {}, token);
    const code = errors[0]?.extensions["code"];
    if (may === "WRITE" || (may === "READ" && !writes)) {
      expect(code).toBeUndefined();
      expect(status).toBe(200);
      return;
    }
    expect([code, status]).toEqual(from === null ? ["UNAUTHENTICATED", 401] : ["FORBIDDEN", 403]);
    if (from !== "hub") expect(errors[0]?.message).toContain(writes ? EDITOR : "partner:SAMPLE:reader");
    expect(await desk.sql("select count(*) from desk_audit")).toEqual(before);
  });
});

test("a token that does not hold is refused before anything else is looked at", async () => {
  const wrong = await desk.issuers.token("users", "SAMPLE", [EDITOR], { audience: "segpol:CPS" });
  const { status, errors } = await desk.askDesk("{ records { totalCount } }", {}, wrong);
  expect(status).toBe(401);
  expect(errors[0]?.extensions["code"]).toBe("TOKEN_AUDIENCE");
});
