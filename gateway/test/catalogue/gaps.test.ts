import { THEME_CODES } from "@segpol/schema";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startHub, type TestHub } from "./support/hub.js";
import { type ModelRecord, modelRecord } from "./support/model.js";
import { emptyIndex } from "./support/pages.js";

interface Gap {
  readonly kind: string;
  readonly theme: { readonly code: string } | null;
  readonly record: { readonly id: string } | null;
}
interface Page {
  readonly totalCount: number;
  readonly nodes: readonly Gap[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
}

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => await emptyIndex(hub));
afterAll(async () => await hub.stop());

const FIELDS = "kind theme { code } record { id }";
/** What is wanting, in the order in which it is listed. */
const nameOf = ({ kind, theme, record }: Gap): string => `${kind} ${theme?.code ?? record?.id}`;
const idOf = (kind: string, index: number): string => `cps:${kind}:r-${String(index).padStart(3, "0")}`;
const records = (kind: string, count: number, given: Partial<ModelRecord> = {}): ModelRecord[] =>
  Array.from({ length: count }, (_, index) => modelRecord(idOf(kind, index), given));

/** Those that are easily told from others in what follows. */
const KINDS =
  "filter: { kinds: [THEME_WITHOUT_EVENT, THEME_WITHOUT_RECOMMENDATION, RECOMMENDATION_WITHOUT_RESPONSE, INDICATOR_WITHOUT_DATA] }";

async function page(args: string): Promise<Page> {
  const { overview } = await hub.get<{ overview: { gapsConnection: Page } }>(
    `{ overview { gapsConnection(${args} ${KINDS}) { totalCount nodes { ${FIELDS} } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
  );
  return overview.gapsConnection;
}

async function gaps(): Promise<string[]> {
  const { overview } = await hub.get<{ overview: { gaps: Gap[] } }>(`{ overview { gaps { ${FIELDS} } } }`);
  return overview.gaps.map(nameOf);
}

/** Of every theme but the first: that it has neither event nor recommendation. */
const OF_THEMES = THEME_CODES.slice(1).flatMap((code) => [
  `THEME_WITHOUT_EVENT ${code}`,
  `THEME_WITHOUT_RECOMMENDATION ${code}`,
]);
const unanswered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `RECOMMENDATION_WITHOUT_RESPONSE ${idOf("recommendation", index)}`);

const themed = { themes: THEME_CODES.slice(0, 1) };

test("gaps are a hundred at most, and their connection has all: themes, recommendations, indicators", async () => {
  const room = 100 - OF_THEMES.length;
  await hub.index([...records("event", 1, themed), ...records("recommendation", room, themed)]);
  const before = [...OF_THEMES, ...unanswered(room)];
  expect(await gaps()).toEqual(before);
  expect((await page("first: 100")).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  await hub.index([
    ...records("indicator", 1),
    ...records("publication", 1),
    modelRecord("cps:recommendation:hidden", { visibility: "CABINET" }),
  ]);
  expect(await gaps()).toEqual(before);
  const seen: string[] = [];
  for (let after = "", more = true; more;) {
    const { nodes, pageInfo, totalCount } = await page(`first: 9 ${after}`);
    expect(pageInfo.hasPreviousPage).toBe(after !== "");
    expect(totalCount).toBe(101);
    seen.push(...nodes.map(nameOf));
    after = `after: "${pageInfo.endCursor}"`;
    more = pageInfo.hasNextPage;
  }
  expect(seen).toEqual([...before, `INDICATOR_WITHOUT_DATA ${idOf("indicator", 0)}`]);
});

test("pages of gaps have no gap and no double while they are mended and others come", async () => {
  await hub.index([...records("event", 1, themed), ...records("recommendation", 12, themed)]);
  const seen: string[] = [];
  for (let after = "", more = true; more;) {
    const { nodes, pageInfo } = await page(`first: 5 ${after}`);
    seen.push(...nodes.map(nameOf));
    after = `after: "${pageInfo.endCursor}"`;
    more = pageInfo.hasNextPage;
    const [last] = nodes.slice(-1);
    if (last?.record) await hub.withdraw(last.record.id);
    else if (last?.theme) await hub.index([modelRecord("cps:event:more", { themes: [last.theme.code] })]);
    await hub.index([modelRecord("cpl:recommendation:a", { ...themed })]);
  }
  expect(seen.filter((name) => !name.includes("cpl:"))).toEqual([...OF_THEMES, ...unanswered(12)]);
  expect(new Set(seen).size).toBe(seen.length);
});

test.for([
  ["first: 0", /Expected first from 1 to 100; got 0/],
  ["first: 101", /Expected first from 1 to 100; got 101/],
  ['after: "x"', /Expected after to be a cursor of gaps/],
] as const)("gaps with %s are refused with the reason", async ([args, message]) => {
  const { errors } = await hub.ask(`{ overview { gapsConnection(${args}) { totalCount } } }`);
  expect(errors).toEqual([{ message: expect.stringMatching(message), code: "BAD_USER_INPUT" }]);
});
