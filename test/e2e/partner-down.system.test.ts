import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ask, query } from "./support/graph.js";
import { startHub, type RunningHub } from "./support/running-hub.js";

const LIST = `{ events(first: 100) { totalCount nodes {
  __typename id title topics(lang: FR) speakers capacity { groups min max } provenance { document locator }
} } }`;
const OWN = `{ events(first: 100) { nodes { __typename topics ... on CpsEvent { focusGroups { number } } } } }`;

interface Listed {
  events: { totalCount: number; nodes: { __typename: string; id: string; title: string; topics: string[] | null }[] };
}
interface WithOwn {
  events: { nodes: { __typename: string; topics: string[] | null; focusGroups?: { number: number }[] | null }[] };
}

describe("while a partner's process is stopped", () => {
  let hub: RunningHub;
  let before: Listed;
  let ownBefore: WithOwn;

  beforeAll(async () => {
    hub = await startHub(["CPS", "CPL", "GENT"]);
    before = await query<Listed>(hub.url, LIST);
    ownBefore = await query<WithOwn>(hub.url, OWN);
    await hub.stopPartner("CPS");
  });
  afterAll(() => hub.stop());

  it("lists and details are as before, marked as the hub's copy of its records", async () => {
    const answer = await vi.waitFor(async () => {
      const seen = await ask<Listed>(hub.url, LIST);
      expect(seen.errors).toEqual([]);
      expect(seen.data).toEqual(before);
      expect(seen.extensions.copies?.map(({ partner }) => partner)).toEqual(["CPS"]);
      return seen;
    }, 20_000);
    expect(Date.parse(answer.extensions.copies?.[0]?.asOf ?? "")).toBeLessThanOrEqual(Date.now());
  });

  it("fields that it alone keeps are null with an error that names it, and nothing else is", async () => {
    const answer = await ask<WithOwn>(hub.url, OWN);
    const withoutGroups = ownBefore.events.nodes.map((node) =>
      node.__typename === "CpsEvent" ? { ...node, focusGroups: null } : node,
    );
    expect(ownBefore.events.nodes.some(({ focusGroups = [] }) => (focusGroups ?? []).length > 0)).toBe(true);
    expect(answer.data?.events.nodes).toEqual(withoutGroups);
    expect(answer.errors).toHaveLength(1);
    for (const error of answer.errors) {
      expect(error.extensions).toMatchObject({ code: "PARTNER_UNAVAILABLE", partner: "CPS" });
      expect(error.message).toContain("CPS");
      expect(error.message).toContain("focusGroups");
      expect(JSON.stringify(error)).not.toMatch(/127\.0\.0\.1|localhost|ECONN/);
    }
  });

  it("requests that need nothing of it are answered without an error", async () => {
    const text = "{ recommendations(first: 5) { nodes { title measures { ref } } } overview { asOf } }";
    expect((await ask(hub.url, text)).errors).toEqual([]);
  });

  it("its source says that it is down, and from when its records are", async () => {
    const { partner } = await vi.waitFor(async () => {
      const seen = await query<{
        partner: { source: { state: string; problem: string | null; asOf: string; records: number } };
      }>(hub.url, '{ partner(code: "CPS") { source { state problem asOf records } } }');
      expect(seen).toMatchObject({ partner: { source: { state: "DOWN" } } });
      return seen;
    }, 20_000);
    expect(partner.source.problem).toBeTruthy();
    expect(partner.source.asOf).toBeTruthy();
    expect(partner.source.records).toBe(8);
  });

  it("comes back and is used again without a restart of the hub", async () => {
    await hub.startPartner("CPS");
    const answer = await vi.waitFor(async () => {
      const seen = await ask<WithOwn>(hub.url, OWN);
      expect(seen.errors).toEqual([]);
      expect(seen.extensions.copies).toBeUndefined();
      return seen;
    }, 20_000);
    expect(answer.data).toEqual(ownBefore);
  });
});
