import { CRITERION_CODES, THEME_CODES } from "@segpol/schema";
import { belgianDay } from "@segpol/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChangingRecords, indexChanging, type Moment, VIEWERS } from "./support/changing-records.js";
import { byDueDay, compareCodes, compareTexts } from "./support/expected.js";
import { progressOf } from "./support/expected-figures.js";
import { BODIES } from "./support/generate.js";
import { PARTNER_CODES } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import { type ModelRecord, modelRecord } from "./support/model.js";

const DAYS = ["2022-03-10", "2022-04-20", "2022-06-15"];
const COUNTS = `total claimed { status count } assessed { status count } unassessed withDueDate overdue neverReported
  closures { closure count }`;

let hub: TestHub;
let given: ChangingRecords;
beforeAll(async () => {
  hub = await startHub();
  given = await indexChanging(hub, { seed: 21, perPartnerAndKind: 8, days: DAYS });
});
afterAll(async () => await hub.stop());

const isRecommendation = ({ kind }: ModelRecord): boolean => kind === "Recommendation";
const last = (): Moment => given.moments.at(-1) ?? { at: new Date(Number.NaN), records: [] };

describe.each(VIEWERS)("for %s", (_name, viewer) => {
  const recommendations = (moment: Moment): ModelRecord[] => given.seenBy(viewer, moment).filter(isRecommendation);
  const ask = async <T>(query: string, at: Date | null = null): Promise<T> => {
    const { data, errors } = await hub.ask<T>(query, {}, { viewer, at });
    expect(errors).toEqual([]);
    return data;
  };

  test.each([
    ["THEME", THEME_CODES, ({ themes }: ModelRecord) => themes],
    ["PARTNER", PARTNER_CODES, ({ partner }: ModelRecord) => [partner]],
    ["CRITERION", CRITERION_CODES, ({ criteria }: ModelRecord) => criteria],
    ["BODY", [...BODIES].toSorted(compareTexts), ({ addressees }: ModelRecord) => addressees],
    ["KIND", ["RECOMMENDATION", "COMMITMENT"], ({ category }: ModelRecord) => [category ?? ""]],
  ] as const)(
    "progress by %s counts what the records say, now and as of each earlier instant",
    async (by, codes, codesOf) => {
      for (const moment of given.moments) {
        const at = moment === last() ? null : moment.at;
        const { overview } = await ask<{ overview: { progress: unknown[] } }>(
          `{ overview { progress(by: ${by}) { code ${COUNTS} } } }`,
          at,
        );
        const own = recommendations(moment);
        expect(overview.progress).toEqual(
          codes.map((code) => ({
            code,
            ...progressOf(
              own.filter((record) => codesOf(record).includes(code)),
              belgianDay(moment.at),
            ),
          })),
        );
      }
    },
  );

  test("the history of progress counts what was known at the end of each day", async () => {
    const { overview } = await ask<{ overview: { progressHistory: unknown[] } }>(
      `{ overview { progressHistory(from: "2022-03-20", step: MONTH, themes: ["TRUST", "TECHNOLOGY"]) { on at ${COUNTS} } } }`,
    );
    const of = (moment: Moment | undefined, on: string, at: string) => ({
      on,
      at,
      ...progressOf(
        (moment ? recommendations(moment) : []).filter(({ themes }) =>
          themes.some((theme) => ["TRUST", "TECHNOLOGY"].includes(theme)),
        ),
        on,
      ),
    });
    const [first, second, third] = given.moments;
    expect(overview.progressHistory).toEqual([
      of(first, "2022-03-20", "2022-03-20T22:59:59.999Z"),
      of(second, "2022-04-20", "2022-04-20T21:59:59.999Z"),
      of(second, "2022-05-20", "2022-05-20T21:59:59.999Z"),
      of(third, "2022-06-15", hub.now.toISOString()),
    ]);
  });

  test("the history of progress ends with the instant as of which is asked", async () => {
    const [, second] = given.moments;
    if (!second) throw new Error("Expected three moments.");
    const { overview } = await ask<{ overview: { progressHistory: unknown[] } }>(
      `{ overview { progressHistory(from: "2022-03-11", step: YEAR) { on at ${COUNTS} } } }`,
      second.at,
    );
    expect(overview.progressHistory.at(-1)).toEqual({
      on: "2022-04-20",
      at: second.at.toISOString(),
      ...progressOf(recommendations(second), "2022-04-20"),
    });
    expect(overview.progressHistory).toHaveLength(2);
  });

  test("what is due next is what is to be done from today on, the first due first", async () => {
    for (const moment of given.moments) {
      const today = belgianDay(moment.at);
      const { overview } = await ask<{
        overview: { nextDue: { totalCount: number; nodes: { id: string; nextDue: string }[] } };
      }>(
        "{ overview { nextDue(first: 100) { totalCount nodes { id ... on Recommendation { nextDue nextReviewOn } } } } }",
        moment === last() ? null : moment.at,
      );
      const expected = recommendations(moment)
        .filter(({ dueOn, closure, status }) => (dueOn ?? "") >= today && closure === "OPEN" && status !== "COMPLETE")
        .toSorted((a, b) => byDueDay(a, b) || compareCodes(a.id, b.id));
      expect(expected.length).toBeGreaterThan(0);
      expect(overview.nextDue).toEqual({
        totalCount: expected.length,
        nodes: expected.map(({ id, dueOn, nextReviewOn }) => ({ id, nextDue: dueOn, nextReviewOn })),
      });
    }
  });
});

test("what is due before today, closed or complete has nothing due next", async () => {
  const due = { dueOn: "2022-06-15" };
  const records = [
    modelRecord("cps:recommendation:today", due),
    modelRecord("cps:recommendation:past", { dueOn: "2022-06-14" }),
    modelRecord("cps:recommendation:closed", { ...due, closure: "NO_LONGER_RELEVANT" }),
    modelRecord("cps:recommendation:complete", { ...due, status: "COMPLETE" }),
  ];
  await hub.index(records);
  const ids = records.map(({ id }) => JSON.stringify(id)).join(", ");
  const { recommendations } = await hub.get<{ recommendations: { nodes: { id: string; nextDue: string | null }[] } }>(
    `{ recommendations(filter: { ids: [${ids}] }) { nodes { id nextDue } } }`,
  );
  expect(new Map(recommendations.nodes.map(({ id, nextDue }) => [id, nextDue]))).toEqual(
    new Map(records.map(({ id }) => [id, id.endsWith("today") ? "2022-06-15" : null])),
  );
});

test("bodies beyond the hundred that are named the most are left out", async () => {
  const records = Array.from({ length: 102 }, (_, index) =>
    modelRecord(`cpl:recommendation:body-${index}`, {
      addressees: ["Elders", `Zone ${index}`].slice(0, index < 2 ? 1 : 2),
    }),
  );
  await hub.index([...records, modelRecord("cpl:recommendation:again", { addressees: ["Zone 50"] })]);
  const { overview } = await hub.get<{ overview: { progress: { code: string; total: number }[] } }>(
    "{ overview { progress(by: BODY) { code total } } }",
  );
  const totals = new Map(overview.progress.map(({ code, total }) => [code, total]));
  expect(totals.size).toBe(100);
  expect(totals.get("Elders")).toBe(102);
  expect(totals.get("Zone 50")).toBe(2);
});

test.for([
  ['from: "2022-06-16"', /Expected from on or before to; got from 2022-06-16 to 2022-06-15/],
  ['from: "2022-06-01", to: "2022-06-16"', /Expected to on or before 2022-06-15, today; got 2022-06-16/],
  ['from: "2022-01-01", step: DAY', /Expected at most 60 days from 2022-01-01/],
  ['from: "2022-13-01"', /from: .*2022-13-01/],
  ['from: "2022-06-01", partners: ["NONE"]', /Expected filter.partners/],
] as const)("a history of progress with %s is refused with the reason", async ([args, message]) => {
  const { errors } = await hub.ask(`{ overview { progressHistory(${args}) { total } } }`);
  expect(errors).toEqual([{ message: expect.stringMatching(message), code: "BAD_USER_INPUT" }]);
});
