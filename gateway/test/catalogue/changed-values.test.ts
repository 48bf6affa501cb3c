import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../src/catalogue/database/visibility.js";
import { pruneHistory } from "../../src/catalogue/history/prune-history.js";
import { type ChangingRecords, indexChanging, VIEWERS } from "./support/changing-records.js";
import { sees } from "./support/expected-figures.js";
import { PARTNER_CODES } from "./support/graph.js";
import { startHub, type TestHub } from "./support/hub.js";
import type { ModelRecord } from "./support/model.js";

const DAYS = ["2022-03-10", "2022-04-20", "2022-05-05", "2022-06-15"];
const BEGINNING = "2022-01-01T00:00:00.000Z";

let hub: TestHub;
let given: ChangingRecords;
beforeAll(async () => {
  hub = await startHub();
  given = await indexChanging(hub, { seed: 51, perPartnerAndKind: 4, days: DAYS });
});
afterAll(async () => await hub.stop());

interface Expected {
  readonly day: string;
  readonly kind: string;
  readonly id: string;
  readonly partner: string;
  readonly before: ModelRecord | undefined;
  readonly after: ModelRecord | undefined;
}

/** What changed for somebody, worked out from what was held on each day. */
function expectedChanges(viewer: Viewer): readonly Expected[] {
  return DAYS.flatMap((day, index) => {
    const held = (step: number) => new Map((given.moments[step]?.records ?? []).map((record) => [record.id, record]));
    const seen = (step: number) => {
      const moment = given.moments[step];
      return new Map((moment ? given.seenBy(viewer, moment) : []).map((record) => [record.id, record]));
    };
    const [before, after, sawBefore, seesAfter] = [held(index - 1), held(index), seen(index - 1), seen(index)];
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Expected[] => {
      const [was, is] = [sawBefore.get(id), seesAfter.get(id)];
      const [wasThere, isThere] = [before.get(id), after.get(id)];
      const partner = (wasThere ?? isThere)?.partner ?? "";
      const change = (kind: string): Expected[] => [{ day, kind, id, partner, before: was, after: is }];
      if (!was && is) return change("CREATED");
      if (was && is) return was === is ? [] : change("UPDATED");
      if (was && !is) return change("WITHDRAWN");
      // What it said is no longer theirs to ask, but that it went.
      const wentOut = wasThere && isThere && sees(viewer, wasThere) && !sees(viewer, isThere);
      return wentOut ? change("WITHDRAWN") : [];
    });
  });
}

/** By the fields of the graph; languages go by all texts, and are told elsewhere. */
function saidBy(record: ModelRecord): Readonly<Record<string, readonly string[]>> {
  const { kind, title, category, status, date } = record;
  const one = (value: string | null | undefined): string[] => (value ? [value] : []);
  const isRecommendation = kind === "Recommendation";
  return {
    title: one(title[title.original]),
    themes: record.themes,
    criteria: record.criteria,
    visibility: [record.visibility],
    [kind === "Publication" ? "type" : "kind"]: one(category),
    [isRecommendation ? "progress.claimed" : "status"]: one(status),
    "date.earliest": one(date?.earliest),
    "date.latest": one(date?.latest),
    ref: one(record.ref),
    dueOn: one(record.dueOn),
    "progress.assessed": one(record.assessed),
    "progress.closure": one(record.closure),
    territory: one(record.territory),
  };
}

function expectedValues({ kind, before, after }: Expected) {
  if (kind !== "UPDATED" || !before || !after) return [];
  const [was, is] = [saidBy(before), saidBy(after)];
  return Object.keys(was)
    .filter((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]))
    .map((field) => ({
      field,
      before: was[field],
      after: is[field],
      beforeLanguage: field === "title" ? before.title.original : null,
      afterLanguage: field === "title" ? after.title.original : null,
    }));
}

interface Change {
  readonly at: string;
  readonly kind: string;
  readonly recordId: string;
  readonly values: readonly { readonly field: string; readonly before: string[]; readonly after: string[] }[];
}
interface Page {
  readonly totalCount: number;
  readonly counts: readonly {
    readonly kind: string;
    readonly partner: { readonly code: string };
    readonly count: number;
  }[];
  readonly nodes: readonly Change[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe.each(VIEWERS)("for %s", (_name, viewer) => {
  const FIELDS = `totalCount counts { kind partner { code } count } nodes { at kind recordId values { field before after beforeLanguage afterLanguage } }
    pageInfo { hasNextPage endCursor }`;
  const ask = async <T>(query: string, variables: Record<string, unknown> = {}, at: Date | null = null): Promise<T> => {
    const { data, errors } = await hub.ask<T>(query, variables, { viewer, at });
    expect(errors).toEqual([]);
    return data;
  };
  const all = async (until: string | null, at: Date | null = null): Promise<{ first: Page; nodes: Change[] }> => {
    const nodes: Change[] = [];
    let first: Page | undefined;
    for (let after: string | null = null, more = true; more;) {
      const { changes }: { changes: Page } = await ask(
        `query ($until: DateTime, $after: String) { changes(since: "${BEGINNING}", until: $until, first: 60, after: $after) { ${FIELDS} } }`,
        { until, after },
        at,
      );
      first ??= changes;
      nodes.push(...changes.nodes);
      after = changes.pageInfo.endCursor;
      more = changes.pageInfo.hasNextPage;
    }
    if (!first) throw new Error("Expected a page.");
    return { first, nodes };
  };

  test.each([
    [null, null],
    ["2022-05-05T12:00:00.000Z", null],
    ["2022-04-20T09:59:59.999Z", "2022-05-05T12:00:00.000Z"],
    [null, "2022-04-20T12:00:00.000Z"],
  ])(
    "changes until %s, as of %s, are counted by kind and partner, and tell what short fields said",
    async (until, at) => {
      const { first, nodes } = await all(until, at === null ? null : new Date(at));
      // The instants of partners that are written one after another differ by a little.
      const end = [until, at].filter((each) => each !== null).toSorted()[0] ?? "9999";
      const expected = expectedChanges(viewer).filter(({ day }) => `${day}T10:00:00.000Z` < end);
      const inShort = (some: readonly { kind: string; id: string; day: string }[]): string[] =>
        some.map(({ kind, id, day }) => `${day} ${kind} ${id}`).toSorted();
      expect(
        inShort(nodes.map(({ at: instant, kind, recordId }) => ({ kind, id: recordId, day: instant.slice(0, 10) }))),
      ).toEqual(inShort(expected));
      expect(first.totalCount).toBe(expected.length);
      expect(first.counts).toEqual(
        PARTNER_CODES.flatMap((code) =>
          ["CREATED", "UPDATED", "WITHDRAWN"]
            .map((kind) => ({
              kind,
              partner: { code },
              count: expected.filter((each) => each.kind === kind && each.partner === code).length,
            }))
            .filter(({ count }) => count > 0),
        ),
      );
      for (const change of expected) {
        const found = nodes.find(
          ({ at: instant, recordId }) => recordId === change.id && instant.startsWith(change.day),
        );
        expect(found?.values.filter(({ field }) => field !== "languages")).toEqual(expectedValues(change));
      }
    },
  );

  test("a record tells its own changes, a page at a time", async () => {
    const { nodes } = await all(null);
    const { records } = await ask<{ records: { nodes: { id: string; changes: Page }[] } }>(
      `{ records(first: 30) { nodes { id changes(first: 2) { ${FIELDS} } } } }`,
    );
    expect(records.nodes.length).toBeGreaterThan(20);
    // Those of all together: as many statements for one record as for thirty.
    const count = async (first: number): Promise<number> => {
      const before = hub.statements.length;
      await ask(`{ records(first: ${first}) { nodes { changes(first: 2) { totalCount nodes { at kind } } } } }`);
      return hub.statements.length - before;
    };
    expect(await count(30)).toBe(await count(1));
    for (const { id, changes } of records.nodes) {
      const own = nodes.filter(({ recordId }) => recordId === id);
      expect(changes.totalCount).toBe(own.length);
      expect(changes.nodes).toEqual(own.slice(0, 2));
      expect(changes.pageInfo.hasNextPage).toBe(own.length > 2);
    }
  });

  test("a source tells when its content last changed, now and as of each earlier instant", async () => {
    const { nodes } = await all(null);
    for (const { at } of given.moments) {
      const isLast = at === given.moments.at(-1)?.at;
      const { partners } = await ask<{ partners: { code: string; source: { lastChangeAt: string | null } }[] }>(
        "{ partners { code source { lastChangeAt } } }",
        {},
        isLast ? null : at,
      );
      expect(partners.map(({ code, source }) => [code, source.lastChangeAt])).toEqual(
        PARTNER_CODES.map((code) => [
          code,
          nodes
            .filter(
              ({ at: instant, recordId }) =>
                recordId.startsWith(`${code.toLowerCase().replace("_", "-")}:`) && instant <= at.toISOString(),
            )
            .at(-1)?.at ?? null,
        ]),
      );
    }
  });
});

test("an end before the beginning is refused with the reason", async () => {
  const { errors } = await hub.ask(`{ changes(since: "${BEGINNING}", until: "2021-12-31T00:00:00Z") { totalCount } }`);
  expect(errors).toEqual([
    { message: expect.stringMatching(/Expected since at or before until/), code: "BAD_USER_INPUT" },
  ]);
});

test("a record tells what is left of its changes once the hub keeps no older versions", async () => {
  await pruneHistory(hub.db, new Date("2022-05-01T00:00:00Z"));
  const { records } = await hub.get<{ records: { nodes: { changes: Page }[] } }>(
    "{ records(first: 50) { nodes { changes { totalCount nodes { at } } } } }",
  );
  const instants = records.nodes.flatMap(({ changes }) => changes.nodes.map(({ at }) => at));
  expect(instants.length).toBeGreaterThan(0);
  expect(instants.filter((at) => at < "2022-05-01")).toEqual([]);
});
