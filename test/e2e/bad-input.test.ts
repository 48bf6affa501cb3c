import { describe, expect, it } from "vitest";
import { ask, query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

async function refusal(text: string, variables: Record<string, unknown> = {}) {
  const answer = await ask<unknown>(hubUrl(), text, { variables });
  expect(answer.errors.length, JSON.stringify(answer.data)).toBeGreaterThan(0);
  const [error] = answer.errors;
  expect(JSON.stringify(answer.errors)).not.toMatch(/node_modules|\bat \S+ \(|select .* from/i);
  return { message: error?.message ?? "", code: error?.extensions?.code ?? "", status: answer.status };
}

async function foreignCursor(): Promise<string> {
  const { publications } = await query<{ publications: { pageInfo: { endCursor: string } } }>(
    hubUrl(),
    "{ publications(first: 1) { pageInfo { endCursor } } }",
  );
  return publications.pageInfo.endCursor;
}

describe("bad input", () => {
  it.each([
    ["an unknown theme", '{ events(filter: { themes: ["TRUTS"] }) { totalCount } }', /TRUST.*TRUTS/s],
    ["an unknown partner", '{ events(filter: { partners: ["FBI"] }) { totalCount } }', /CPS.*FBI/s],
    ["an unknown criterion", '{ records(filter: { criteria: ["SPEED"] }) { totalCount } }', /LEGALITY.*SPEED/s],
    ["a page that is too large", "{ events(first: 1000) { totalCount } }", /1000.*100|100.*1000/s],
    ["a negative page", "{ events(first: -1) { totalCount } }", /-1/],
    ["both first and last", "{ events(first: 1, last: 1) { totalCount } }", /first.*last|last.*first/s],
    ["a garbled cursor", '{ events(first: 1, after: "nonsense") { totalCount } }', /cursor/],
    ["a malformed id", '{ record(id: "no id") { id } }', /no id.*<partner>:<kind>:<slug>|cps:event/s],
    ["a malformed date", '{ events(filter: { from: "12/03/2022" }) { totalCount } }', /12\/03\/2022/],
    ["an impossible date", '{ events(filter: { from: "2022-02-30" }) { totalCount } }', /2022-02-30/],
    [
      "an end before its beginning",
      '{ events(filter: { from: "2022-03-01", to: "2022-02-01" }) { totalCount } }',
      /from/,
    ],
  ])("%s is refused with what was expected and what came", async (_what, text, message) => {
    const refused = await refusal(text);
    expect(refused.code).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
    expect(refused.message).toMatch(message);
  });

  it("a cursor of another list is refused", async () => {
    const refused = await refusal("query ($after: String) { events(first: 1, after: $after) { totalCount } }", {
      after: await foreignCursor(),
    });
    expect(refused.code).toBe("BAD_USER_INPUT");
    expect(refused.message).toMatch(/publications.*events|events.*publications/s);
  });

  it("an unknown language is refused", async () => {
    const refused = await refusal("{ themes { title(lang: IT) } }");
    expect(refused.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  it("a query of 2 MB is refused with a clear error", async () => {
    const refused = await refusal(`{ themes { code } } ${"#".repeat(2 * 1024 * 1024)}`);
    expect(refused.status).toBe(413);
    expect(refused.message).toMatch(/large|bytes/i);
  });

  it("a query 200 levels deep is refused with a clear error", async () => {
    const depth = 100;
    const text = `{ themes { ${"narrower { broader { ".repeat(depth)} code ${"} }".repeat(depth)} } }`;
    const refused = await refusal(text);
    expect(refused.message).toMatch(/depth|deep/i);
    expect(refused.status).toBe(400);
  });

  it("leaves the hub as it was", async () => {
    const { records } = await query<{ records: { totalCount: number } }>(hubUrl(), "{ records { totalCount } }");
    await refusal("{ events(first: 1000) { totalCount } }");
    const after = await query<{ records: { totalCount: number } }>(hubUrl(), "{ records { totalCount } }");
    expect(after.records.totalCount).toBe(records.totalCount);
  });

  it("mutations are not offered", async () => {
    const refused = await refusal('mutation { erase(id: "x") }');
    expect(refused.message).toMatch(/mutation/i);
  });

  it("every refusal carries the request's id", async () => {
    const answer = await ask(hubUrl(), "{ events(first: 1000) { totalCount } }", {
      headers: { "x-request-id": "refused-request-1" },
    });
    expect(answer.headers.get("x-request-id")).toBe("refused-request-1");
  });
});
