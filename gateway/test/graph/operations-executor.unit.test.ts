import { buildSchema, GraphQLError, Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import type { Executor, ExecutorRequest, ExecutorResult, Gateway } from "../../src/graph/request/gateway-types.js";
import { withClientNames } from "../../src/graph/operations-executor.js";

const schema = buildSchema("type Query { thing: Thing } type Thing { id: ID! name: String any: Any } scalar Any");

/** What the gateway is given of a query, and what the client gets of the gateway's answer. */
async function run(query: string, result: ExecutorResult): Promise<{ asked: ExecutorRequest; answer: ExecutorResult }> {
  const seen: ExecutorRequest[] = [];
  const gateway: Gateway = {
    onSchemaLoadOrUpdate: () => () => undefined,
    load: () =>
      Promise.resolve({
        executor: (asked) => {
          seen.push(asked);
          return Promise.resolve(result);
        },
      }),
    stop: () => Promise.resolve(),
  };
  const { executor } = await withClientNames(gateway, () => Promise.resolve()).load({ apollo: {} });
  const document = parse(query);
  const [operation] = document.definitions;
  if (!executor || operation?.kind !== Kind.OPERATION_DEFINITION)
    throw new Error("Expected an executor and an operation.");
  const request = { schema, document, operation, source: query, queryHash: "of the query", request: {} };
  const answer = await executor(request as unknown as Parameters<Executor>[0]);
  const [asked] = seen;
  if (!asked) throw new Error("Expected the gateway to be asked.");
  return { asked, answer };
}

describe("the gateway", () => {
  it("is given a query without such aliases as it is", async () => {
    const { asked } = await run("{ first: thing { id called: name } }", { data: { first: null } });
    expect(asked.queryHash).toBe("of the query");
    expect(asked.source).toBe("{ first: thing { id called: name } }");
  });

  it("looks up the plan of a query with them by what was made of it", async () => {
    const { asked, answer } = await run("{ thing { id: name name: any } }", {
      data: { thing: { id: "key", __as_id: "called so", __as_name: { __as_id: 1 } } },
    });
    expect(asked.queryHash).toMatch(/^[0-9a-f]{64}$/);
    expect(asked.operation).toBe(asked.document.definitions[0]);
    // What an own scalar holds is left as it is.
    expect(answer.data?.["thing"]).toMatchObject({ id: "called so", name: { __as_id: 1 } });
  });
});

describe("a null that only the gateway's extension explains", () => {
  const missing = new GraphQLError("Cannot return null for non-nullable field Thing.id.", {
    path: ["thing", "__as_name"],
  });

  it.each(["{ thing { name: id } }", "{ thing { name } }"])("has an error at its place: %s", async (query) => {
    const { answer } = await run(query, { data: { thing: null }, extensions: { valueCompletion: [missing], more: 1 } });
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: "VALUE_MISSING" }]);
    expect(answer.extensions).toEqual({ more: 1 });
    if (query.includes(":")) expect(answer.errors?.[0]?.path).toEqual(["thing", "name"]);
  });
});
