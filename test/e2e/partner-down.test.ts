import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, query } from "./support/graph.js";
import { startHub, type RunningHub } from "./support/running-hub.js";
import { until } from "./support/until.js";

const LIST = `{ events(first: 100) { totalCount nodes { __typename id title topics } } }`;

interface Listed {
  events: { totalCount: number; nodes: { __typename: string; id: string; title: string; topics: string[] | null }[] };
}

describe("while a partner's process is stopped", () => {
  let hub: RunningHub;
  let before: Listed;

  beforeAll(async () => {
    hub = await startHub();
    before = await query<Listed>(hub.url, LIST);
    await hub.stopPartner("CPS");
  });
  afterAll(() => hub.stop());

  it("lists stand, its detail fields are null with an error that names it, everything else answers", async () => {
    const answer = await ask<Listed>(hub.url, LIST);
    expect(answer.data?.events.totalCount).toBe(before.events.totalCount);
    expect(answer.data?.events.nodes.map(({ id, title }) => [id, title])).toEqual(
      before.events.nodes.map(({ id, title }) => [id, title]),
    );
    for (const [index, node] of (answer.data?.events.nodes ?? []).entries()) {
      const expected = node.__typename === "CpsEvent" ? null : before.events.nodes[index]?.topics;
      expect(node.topics, node.id).toEqual(expected);
    }
    expect(answer.errors.length).toBeGreaterThan(0);
    for (const error of answer.errors) {
      expect(error.extensions).toMatchObject({ code: "PARTNER_UNAVAILABLE", partner: "CPS" });
      expect(error.message).toContain("CPS");
      expect(JSON.stringify(error)).not.toMatch(/127\.0\.0\.1|localhost|ECONN/);
    }
  });

  it("requests that need nothing of it are answered without an error", async () => {
    await query(hub.url, "{ recommendations(first: 5) { nodes { title measures { ref } } } overview { asOf } }");
  });

  it("its source says that it is down, and from when its records are", async () => {
    const { partner } = await until(
      "CPS to be seen as down",
      () =>
        query<{ partner: { source: { state: string; problem: string | null; asOf: string; records: number } } }>(
          hub.url,
          '{ partner(code: "CPS") { source { state problem asOf records } } }',
        ),
      (seen) => seen.partner.source.state === "DOWN",
    );
    expect(partner.source.problem).toBeTruthy();
    expect(partner.source.asOf).toBeTruthy();
    expect(partner.source.records).toBe(8);
  });

  it("comes back and is used again without a restart of the hub", async () => {
    await hub.startPartner("CPS");
    const answer = await until(
      "CPS to be used again",
      () => ask<Listed>(hub.url, LIST),
      (seen) => seen.errors.length === 0,
    );
    expect(answer.data).toEqual(before);
  });
});
