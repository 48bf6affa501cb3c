import { RECORD_LIMITS } from "@segpol/schema";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Json } from "../../src/base/json.js";
import type { HarvestedRecord, HarvestedText } from "../../src/catalogue/record/harvested-record.js";
import { applyPage } from "../../src/catalogue/write/index-writer.js";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { harvested, modelRecord } from "./support/model.js";
import { emptyIndex, page, withContent } from "./support/pages.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => await emptyIndex(hub));
afterAll(async () => await hub.stop());

const event = harvested(modelRecord("cps:event:a"));
const recommendation = harvested(modelRecord("cps:recommendation:a"));
const indicator = harvested(modelRecord("cps:indicator:a"));
const { text, url, id, entries, measures, links, harvestedBytes } = RECORD_LIMITS;
const many = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index));
const with_ = (name: string, base: HarvestedRecord) => (value: Json) => withContent(base, { [name]: value });

const progress = { claimed: "NOT_STARTED", assessed: null, closure: "OPEN", overdue: false, lastFollowUpOn: null };
const measure = (ref: string, below: Json[] = []): Json => ({ ref, text: "t", weight: 1, progress, measures: below });
const date = { text: "2022", edtf: "2022", earliest: "2022-01-01", latest: "2022-12-31", basis: "STATED" };
const followUp = (index: number, evidence: Json[] = []): Json => ({
  id: `f${index}`,
  measure: null,
  actor: "A",
  action: "a",
  date,
  status: "LIMITED",
  evidence,
});
const proof = { type: "report", description: "d", url: null, sha256: null };
const observation = (dimensions: Json[] = []): Json => ({
  period: date,
  value: 1,
  numerator: null,
  denominator: null,
  sampleSize: null,
  status: "NORMAL",
  note: null,
  dimensions,
});
const speakers = with_("speakers", event);
const followUps = with_("followUps", recommendation);
const tree = with_("measures", recommendation);
const observations = (nodes: Json[]) => withContent(indicator, { observations: { nodes } });
const textsOf = (base: HarvestedRecord, texts: HarvestedText[]): HarvestedRecord => ({
  ...base,
  texts: [...base.texts, ...texts],
});

/** Each limit: a record that is at it, and one that is beyond it by one, with what it is told. */
const limits: readonly [what: string, of: (beyond: number) => HarvestedRecord, finding: object][] = [
  ["entries of a list", (more) => speakers(many(entries + more, String)), { field: "speakers", got: "201" }],
  ["characters of a text", (more) => speakers(["x".repeat(text + more)]), { field: "speakers.0", got: "20001" }],
  [
    "characters of an address",
    (more) => with_("url", event)(`https://x.example/${"x".repeat(url - 18 + more)}`),
    { field: "url", got: "2001" },
  ],
  ["characters of a number", (more) => tree([measure("x".repeat(id + more))]), { field: "measures.0.ref", got: "501" }],
  [
    "measures in all",
    (more) =>
      tree(
        many(4 + Math.sign(more), (index) =>
          measure(
            `a${index}`,
            many(measures / 4 - 1, (below) => measure(`${index}.${below}`)),
          ),
        ),
      ),
    { field: "measures", got: "1250" },
  ],
  [
    "measures below one",
    (more) => tree(many(500 + more, (index) => measure(`m${index}`))),
    { field: "measures", got: "501" },
  ],
  [
    "follow-ups",
    (more) => followUps(many(5_000 + more, (index) => followUp(index))),
    { field: "followUps", got: "5001" },
  ],
  [
    "evidence of a follow-up",
    (more) =>
      followUps([
        followUp(
          1,
          many(100 + more, () => proof),
        ),
      ]),
    { field: "followUps.0.evidence", got: "101" },
  ],
  [
    "observations",
    (more) => observations(many(5_000 + more, () => observation())),
    { field: "observations.nodes", got: "5001" },
  ],
  [
    "dimensions of an observation",
    (more) => observations([observation(many(20 + more, (index) => ({ name: `n${index}`, value: "v" })))]),
    { field: "observations.nodes.0.dimensions", got: "21" },
  ],
  [
    "links",
    (more) => ({ ...event, links: many(links + more, (index) => ({ rel: "related", id: `cpl:event:e${index}` })) }),
    { field: "_links", got: "501" },
  ],
  [
    "characters of a text in a language",
    (more) => textsOf(event, [{ field: "summary", language: "FR", text: "x".repeat(text + more), original: false }]),
    { field: "summary (FR)", got: "20001" },
  ],
];

describe("a record at the limit is indexed, and one beyond it is quarantined with name and size", () => {
  test.each(limits)("%s", async (_what, of, finding) => {
    const at = of(0);
    const { written, quarantined } = await applyPage(hub.db, "CPS", page({ records: [at] }), NOW);
    expect({ written, quarantined }).toEqual({ written: [at.id], quarantined: [] });
    const beyond = await applyPage(hub.db, "CPS", page({ records: [of(1)] }), NOW);
    expect(beyond).toMatchObject({ written: [], quarantined: [{ code: "TOO_LARGE", finding }] });
  });

  test("bytes in all, of texts that count for six each once they are taken apart", async () => {
    const words = (index: number) => `${index} ${"\u3316".repeat(19)} `.repeat(1_000).slice(0, text);
    const texts = (count: number): HarvestedText[] =>
      many(count, (index) => ({ field: `topics.${index}`, language: "NL", text: words(100 + index), original: true }));
    const most = Math.floor(harvestedBytes / Buffer.byteLength(words(100))) - 1;
    const { written } = await applyPage(hub.db, "CPS", page({ records: [textsOf(event, texts(most))] }), NOW);
    expect(written).toEqual([event.id]);
    const beyond = await applyPage(hub.db, "CPS", page({ records: [textsOf(event, texts(most + 2))] }), NOW);
    expect(beyond.quarantined).toMatchObject([
      { code: "TOO_LARGE", finding: { field: null, expected: `a record of at most ${harvestedBytes} bytes` } },
    ]);
  });

  test("languages are kept once each", async () => {
    const languages = [...many(100, () => "FR"), ...many(100, () => "NL")];
    await applyPage(hub.db, "CPS", page({ records: [with_("languages", event)(languages)] }), NOW);
    const row = await hub.db.selectFrom("record").select("languages").executeTakeFirstOrThrow();
    expect(row.languages).toEqual(["FR", "NL"]);
  });

  test("a change is no later than the hub knows it", async () => {
    await applyPage(hub.db, "CPS", page({ records: [with_("updatedAt", event)("2999-01-01T00:00:00Z")] }), NOW);
    const { records } = await hub.get<{ records: unknown }>("{ records { nodes { updatedAt } } }");
    expect(records).toEqual({ nodes: [{ updatedAt: NOW.toISOString() }] });
  });
});
