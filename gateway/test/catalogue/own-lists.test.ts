import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Json } from "../../src/base/json.js";
import type { HarvestedText } from "../../src/catalogue/record/harvested-record.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { startHub, type TestHub } from "./support/hub.js";
import { harvested, modelRecord } from "./support/model.js";
import { emptyIndex, page as harvestPage, withContent } from "./support/pages.js";

const ID = "gent:recommendation:r1";
const date = { text: "2022", edtf: "2022", earliest: "2022-01-01", latest: "2022-12-31", basis: "STATED" };
const progress = { claimed: "LIMITED", assessed: null, closure: "OPEN", overdue: false, lastFollowUpOn: null };

const followUp = (id: string): Json => ({
  id,
  measure: null,
  actor: "Korps",
  action: `actie ${id}`,
  date,
  status: "LIMITED",
  evidence: [{ type: "rapport", description: `bewijs ${id}`, url: null, sha256: null }],
});
const response = (body: string): Json => ({ body, value: "SUPPORTED", reason: null, date: null });
const measure = (ref: string, below: readonly Json[] = []): Json => ({
  ref,
  text: `maatregel ${ref}`,
  weight: 1,
  progress,
  measures: below,
});

interface Connection {
  readonly totalCount: number;
  readonly nodes: readonly Record<string, string>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => await emptyIndex(hub));
afterAll(async () => await hub.stop());

async function index(content: Record<string, Json>, { id = ID, texts = [] as readonly HarvestedText[] } = {}) {
  const base = harvested(modelRecord(id, { dueOn: "2022-06-14" }));
  const record = withContent({ ...base, texts: [...base.texts, ...texts] }, content);
  await applyPage(hub.db, "GENT", harvestPage({ records: [record] }), hub.now);
}

const PARTS = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

async function page(field: string, args: string, at: Date | null = null): Promise<Connection> {
  const key = { followUpsConnection: "id", measuresConnection: "ref", responsesConnection: "body" }[field] ?? "id";
  const { data, errors } = await hub.ask<{ record: Record<string, Connection> }>(
    `{ record(id: "${ID}") { ... on Recommendation { ${field}${args} { ${PARTS} nodes { ${key} } } } } }`,
    {},
    { at },
  );
  expect(errors).toEqual([]);
  const connection = data.record[field];
  if (!connection) throw new Error(`Expected ${field} to answer.`);
  return connection;
}
const keys = ({ nodes }: Connection): string[] => nodes.flatMap((node) => Object.values(node));
const names = (count: number, prefix = "f"): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe("what a record has of its own", () => {
  test("is paged in its owner's order, both ways, and counted", async () => {
    const all = names(45);
    await index({ followUps: all.map(followUp) });
    const first = await page("followUpsConnection", "");
    expect([keys(first), first.totalCount]).toEqual([all.slice(0, 20), 45]);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page("followUpsConnection", `(first: 25 after: "${first.pageInfo.endCursor}")`);
    expect(keys(second)).toEqual(all.slice(20));
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const last = await page("followUpsConnection", "(last: 10)");
    expect(keys(last)).toEqual(all.slice(35));
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await page("followUpsConnection", `(last: 100 before: "${last.pageInfo.startCursor}")`);
    expect(keys(before)).toEqual(all.slice(0, 35));
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  test("has pages without gap and double while entries come and go", async () => {
    let all = names(20);
    await index({ followUps: all.map(followUp) });
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { pageInfo, ...rest }: Connection = await page(
        "followUpsConnection",
        `(first: 3 ${after ? `after: "${after}"` : ""})`,
      );
      seen.push(...keys({ pageInfo, ...rest }));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
      // The last one seen goes.
      all = all.filter((name) => name !== seen.at(-1));
      await index({ followUps: all.map(followUp) });
    }
    expect(seen).toEqual(names(20));
    const [anchor] = [await page("followUpsConnection", "(first: 4)")];
    await index({ followUps: ["new", ...all].map(followUp) });
    const next = await page("followUpsConnection", `(first: 2 after: "${anchor.pageInfo.endCursor}")`);
    expect(keys(next)).toEqual(all.slice(4, 6));
  });

  test("without names of its own is paged by what it says, the same said twice as well", async () => {
    const bodies = ["a", "b", "a", "a", "c", "a"];
    await index({ responses: bodies.map(response) });
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const found: Connection = await page("responsesConnection", `(first: 1 ${after ? `after: "${after}"` : ""})`);
      seen.push(...keys(found));
      after = found.pageInfo.endCursor;
      more = found.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(bodies);
  });

  test("is answered in every language, with what is due by today", async () => {
    const text = (field: string, fr: string): HarvestedText[] => [
      { field, language: "NL", text: "nl", original: true },
      { field, language: "FR", text: fr, original: false },
    ];
    await index(
      { followUps: [followUp("x"), followUp("y")], measures: [measure("1"), measure("2", [measure("2.1")])] },
      {
        texts: [
          ...text("followUps.1.action", "action y"),
          ...text("followUps.1.evidence.0.description", "preuve y"),
          ...text("followUps.1.date.text", "an 2022"),
          ...text("measures.1.measures.0.text", "mesure 2.1"),
          // No entry's.
          ...text("measures.one.text", "?"),
        ],
      },
    );
    const { record } = await hub.get<{ record: unknown }>(
      `{ record(id: "${ID}") { ... on Recommendation {
        followUpsConnection(last: 1) { nodes { nl: action(lang: NL) action date { text edtf } evidence { description } } edges { node { id } } }
        measuresConnection(last: 1) { nodes { text progress { claimed overdue } measures { text progress { overdue } } } }
      } } }`,
      {},
      ["FR"],
    );
    expect(record).toEqual({
      followUpsConnection: {
        nodes: [
          {
            nl: "nl",
            action: "action y",
            date: { text: "an 2022", edtf: "2022" },
            evidence: [{ description: "preuve y" }],
          },
        ],
        edges: [{ node: { id: "y" } }],
      },
      measuresConnection: {
        nodes: [
          {
            text: "maatregel 2",
            progress: { claimed: "LIMITED", overdue: true },
            measures: [{ text: "mesure 2.1", progress: { overdue: true } }],
          },
        ],
      },
    });
  });

  test("is read for many records in one statement, and is null where the owner has no such list", async () => {
    await index({ followUps: names(3).map(followUp) });
    await index({ followUps: [] }, { id: "gent:recommendation:r2" });
    await index({}, { id: "gent:recommendation:r3" });
    const before = hub.statements.length;
    const { recommendations } = await hub.get<{ recommendations: { nodes: Record<string, unknown>[] } }>(
      "{ recommendations { nodes { id followUpsConnection(first: 2) { totalCount nodes { id } } } } }",
    );
    expect(hub.statements.length - before).toBe(2);
    expect(recommendations.nodes).toEqual([
      { id: ID, followUpsConnection: { totalCount: 3, nodes: [{ id: "f0" }, { id: "f1" }] } },
      { id: "gent:recommendation:r2", followUpsConnection: { totalCount: 0, nodes: [] } },
      { id: "gent:recommendation:r3", followUpsConnection: null },
    ]);
  });

  test("is that of then at an earlier instant", async () => {
    await index({ followUps: names(3).map(followUp) });
    const then = new Date(hub.now.getTime() + 1_000);
    hub.now = new Date(then.getTime() + 1_000);
    await index({ followUps: names(5, "g").map(followUp) });
    expect(keys(await page("followUpsConnection", "", then))).toEqual(names(3));
    expect((await page("followUpsConnection", "")).totalCount).toBe(5);
  });
});

test.for([
  ["first: 0", /Expected first from 1 to 100; got 0/],
  ["last: 101", /Expected last from 1 to 100; got 101/],
  ["first: 1 last: 1", /Expected first or last/],
  ['after: "x"', /Expected after to be a cursor of the followUps of gent:recommendation:r1/],
  [
    `after: "${Buffer.from('[1,"gent:recommendation:other","followUps","f0",0]').toString("base64url")}"`,
    /Expected after/,
  ],
  [`after: "${Buffer.from(`[1,"${ID}","followUps","f0",1e99]`).toString("base64url")}"`, /Expected after/],
  [`before: "${Buffer.from(`[1,"${ID}","followUps","\\u0000",0]`).toString("base64url")}"`, /Expected before/],
  [`before: "${Buffer.from(`[1,"${ID}","measures","1",0]`).toString("base64url")}"`, /Expected before/],
] as const)("a page of a record's own list with %s is refused with the reason", async ([args, message]) => {
  await index({ followUps: names(2).map(followUp) });
  const { errors } = await hub.ask(
    `{ record(id: "${ID}") { ... on Recommendation { followUpsConnection(${args}) { totalCount } } } }`,
  );
  expect(errors).toEqual([{ message: expect.stringMatching(message), code: "BAD_USER_INPUT" }]);
});

test("a place beyond the list's end has nothing after it", async () => {
  await index({ followUps: names(2).map(followUp) });
  const cursor = Buffer.from(`[1,"${ID}","followUps","gone",900]`).toString("base64url");
  expect(keys(await page("followUpsConnection", `(after: "${cursor}")`))).toEqual([]);
  expect(keys(await page("followUpsConnection", `(last: 5 before: "${cursor}")`))).toEqual(["f0", "f1"]);
});
