import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MAX_RANKED } from "../../src/catalogue/read/lists/relevance.js";
import { startHub, type TestHub } from "./support/hub.js";
import { modelRecord } from "./support/model.js";

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const HITS = MAX_RANKED + 250;
/** With a word of the others, and not with the one that most tests search. */
const MORE = MAX_RANKED;
/** More than once in their titles: they are the best, wherever they stand. */
const isBest = (index: number): boolean => index % 100 === 7;
const idOf = (index: number): string => `cps:event:h-${String(index).padStart(4, "0")}`;
/** The newest first; those of the same instant by their ids. */
const newest = Array.from({ length: HITS }, (_, index) => idOf(HITS - 1 - index));

let hub: TestHub;
/** The whole list, read page by page: of all tests here, since each page takes long. */
let listed: readonly string[];
beforeAll(async () => {
  hub = await startHub([modelRecord("cps:event:model")]);
  // As one that was indexed, with words and a day of its own.
  await sql`
    insert into record (id, partner, kind, type_name, visibility, languages, themes, criteria, title_original, card, card_texts, content,
      texts, words, version, updated_at, digest, epoch)
    select 'cps:event:h-' || lpad(i::text, 4, '0'), partner, kind, type_name, visibility, languages, themes, criteria, title_original, card,
      card_texts, content, jsonb_build_object('title', jsonb_build_object('original', 'NL', 'NL',
        case when i >= ${HITS}::int then 'stad' when i % 100 = 7 then 'wijk wijk wijk' else 'wijk en stad' end)),
      words, version, timestamptz '2022-01-01' + i * interval '1 minute', digest, epoch
    from record, generate_series(0, ${HITS + MORE - 1}::int) as i where id = 'cps:event:model'`.execute(hub.db);
  // As PostgreSQL does by itself after some time.
  await sql`analyze public_listing`.execute(hub.db);
  listed = await forwards();
});
afterAll(async () => await hub.stop());

const QUERY = `query ($text: String = "wijk", $first: Int, $after: String, $last: Int, $before: String) {
  records(filter: { text: $text }, first: $first, after: $after, last: $last, before: $before) {
    nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
/** Another list's cursor, as somebody might write it: with another place, or another beginning of the list. */
function rewritten(cursor: string | null, change: (parts: { basis: string; key: string[] }) => object): string {
  const [version, list, order, basis, key, id]: unknown[] = JSON.parse(
    Buffer.from(cursor ?? "", "base64url").toString(),
  );
  const parts = { basis: String(basis), key: [key].flat().map(String) };
  const changed = { ...parts, ...change(parts) };
  return Buffer.from(JSON.stringify([version, list, order, changed.basis, changed.key, id])).toString("base64url");
}
const page = async (args: Record<string, unknown>): Promise<Page> =>
  (await hub.get<{ records: Page }>(QUERY, args)).records;

async function forwards(from: string | null = null, each?: () => Promise<void>): Promise<string[]> {
  const ids: string[] = [];
  for (let after = from, more = true; more;) {
    const { nodes, pageInfo } = await page({ first: 100, after });
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    ids.push(...nodes.map(({ id }) => id));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
    await each?.();
  }
  return ids;
}

describe("a search with more hits than are ranked", () => {
  test("ranks the newest, and lists the others after them, the newest first", () => {
    const ranked = new Set(newest.slice(0, MAX_RANKED));
    const best = newest.filter((id) => ranked.has(id) && isBest(Number(id.slice(-4))));
    expect(best.length).toBe(20);
    expect(listed.slice(0, best.length)).toEqual(best);
    expect(listed.slice(best.length, MAX_RANKED)).toEqual(
      newest.slice(0, MAX_RANKED).filter((id) => !best.includes(id)),
    );
    expect(listed.slice(MAX_RANKED)).toEqual(newest.slice(MAX_RANKED));
  });

  test("has the same order backwards", async () => {
    const ids: string[] = [];
    for (let before: string | null = null, more = true; more;) {
      const { nodes, pageInfo }: Page = await page({ last: 100, before });
      expect(pageInfo.hasNextPage).toBe(before !== null);
      ids.unshift(...nodes.map(({ id }) => id));
      before = pageInfo.startCursor;
      more = pageInfo.hasPreviousPage;
    }
    expect(ids).toEqual(listed);
  });

  test("ranks no more of a list that began when there were fewer", async () => {
    const { pageInfo } = await page({ first: 100 });
    const early = rewritten(pageInfo.endCursor, ({ basis }) => ({ basis: basis.split(" ")[0] }));
    expect(await forwards(early)).toEqual(listed.slice(100));
  });

  test("ranks no more of a list that is said to have begun long ago", async () => {
    const { pageInfo } = await page({ text: "stad", first: 1 });
    const { nodes } = await page({
      text: "stad",
      first: 1,
      after: rewritten(pageInfo.endCursor, ({ basis, key }) => ({
        basis: `${basis.split(" ")[0]} 1970-01-01T00:00:00.000Z a`,
        key: ["1", key[1]],
      })),
    });
    const oldest = newest.filter((id) => !isBest(Number(id.slice(-4)))).length;
    expect(nodes).toEqual([{ id: idOf(HITS + 2 * MAX_RANKED - oldest - 1) }]);
  });

  test("goes on as it began while hits come and go", async () => {
    const first = await page({ first: 100 });
    let come = 0;
    const rest = await forwards(first.pageInfo.endCursor, async () => {
      come += 1;
      const title = { original: "NL", NL: `Nieuw in de wijk ${come}` } as const;
      await hub.index([modelRecord(`cps:event:new-${come}`, { title, updatedAt: "2022-06-01T00:00:00.000Z" })]);
    });
    expect(rest.filter((id) => !id.startsWith("cps:event:new-"))).toEqual(listed.slice(100));
    const gone = listed[150] ?? "";
    await hub.withdraw(gone);
    const next = await page({ first: 100, after: first.pageInfo.endCursor });
    expect(next.nodes.map(({ id }) => id)).not.toContain(gone);
  });
});
