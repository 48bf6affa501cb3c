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
/** The whole list, read page by page once for all tests, since each page takes long. */
let listed: readonly string[];
/** Where its pages end. */
const ends: (string | null)[] = [];
/** From the best hits on, and over the place where hits are no longer ranked. */
const STARTS = [1, MAX_RANKED / 100 - 1];
/** Pages that are read from each of these places. */
const PAGES = 3;
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
  listed = await forwards(null, { pages: Infinity, each: ({ endCursor }) => void ends.push(endCursor) });
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

interface Walk {
  readonly pages?: number;
  /** After each page. */
  readonly each?: (info: Page["pageInfo"]) => void | Promise<void>;
}

async function forwards(from: string | null, { pages = PAGES, each }: Walk = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let after = from, more = true, left = pages; more && left > 0; left -= 1) {
    const { nodes, pageInfo } = await page({ first: 100, after });
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    ids.push(...nodes.map(({ id }) => id));
    after = pageInfo.endCursor;
    more = pageInfo.hasNextPage;
    await each?.(pageInfo);
  }
  return ids;
}

/** What PAGES pages have after so many. */
const pagesAfter = (pages: number): readonly string[] => listed.slice(pages * 100, (pages + PAGES) * 100);
const endOf = (pages: number): string | null => ends[pages - 1] ?? null;

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
    const last = await page({ last: 100 });
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(last.nodes.map(({ id }) => id)).toEqual(listed.slice(-100));
    for (const start of STARTS) {
      const ids: string[] = [];
      for (let before = endOf(start + PAGES); ids.length < PAGES * 100;) {
        const { nodes, pageInfo }: Page = await page({ last: 100, before });
        expect(pageInfo.hasNextPage).toBe(true);
        ids.unshift(...nodes.map(({ id }) => id));
        before = pageInfo.startCursor;
      }
      // All but the record at the cursor itself.
      expect(ids).toEqual(listed.slice(start * 100 - 1, (start + PAGES) * 100 - 1));
    }
  });

  test("ranks no more of a list that began when there were fewer", async () => {
    for (const start of STARTS) {
      const early = rewritten(endOf(start), ({ basis }) => ({ basis: basis.split(" ")[0] }));
      expect(await forwards(early)).toEqual(pagesAfter(start));
    }
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
    let come = 0;
    const each = async (): Promise<void> => {
      come += 1;
      const title = { original: "NL", NL: `Nieuw in de wijk ${come}` } as const;
      await hub.index([modelRecord(`cps:event:new-${come}`, { title, updatedAt: "2022-06-01T00:00:00.000Z" })]);
    };
    for (const start of STARTS) {
      const rest = await forwards(endOf(start), { each });
      const old = rest.filter((id) => !id.startsWith("cps:event:new-"));
      expect(old.length).toBeGreaterThan((PAGES - 1) * 100);
      expect(old).toEqual(listed.slice(start * 100, start * 100 + old.length));
    }
    const gone = listed[150] ?? "";
    await hub.withdraw(gone);
    const next = await page({ first: 100, after: endOf(1) });
    expect(next.nodes.map(({ id }) => id)).not.toContain(gone);
  });
});
