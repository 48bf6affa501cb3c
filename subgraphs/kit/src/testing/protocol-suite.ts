import { checkConformance } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, askData } from "./ask.js";
import { askEntities, type Change, errorCode, readFeed } from "./harvest.js";

/** A partner of whatever make, with what a test has to do to its records. */
export interface ProtocolSubject {
  readonly code: string;
  /** Address of its graph. */
  readonly url: string;
  /** The SDL that it gives the hub. */
  readonly sdl: string;
  /** Ids of its records by the name of their type; three records at least. */
  readonly records: Readonly<Record<string, readonly string[]>>;
  /** Changes a record, as its owner would. */
  change(id: string): Promise<void>;
  withdraw(id: string): Promise<void>;
  erase(id: string): Promise<void>;
  /** Makes the data another copy, as a restored backup is. */
  renewEpoch(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What the hub relies on in any partner, over HTTP alone: docs/protocol.md in tests. Written for partners that are not built on the
 * kit; those that are run `runContractSuite`, which asks more.
 */
export function runProtocolSuite(name: string, start: () => Promise<ProtocolSubject>): void {
  describe(`${name} keeps to the partners' protocol`, () => {
    let partner: ProtocolSubject;
    let ids: readonly string[];
    let types: ReadonlyMap<string, string>;
    beforeAll(async () => {
      partner = await start();
      types = new Map(Object.entries(partner.records).flatMap(([type, of]) => of.map((id) => [id, type] as const)));
      ids = [...types.keys()];
    });
    afterAll(() => partner?.stop());

    const changeOf = (id: string, state: Partial<Change> = {}): Change => ({
      id,
      type: types.get(id) ?? "",
      withdrawn: false,
      erased: false,
      ...state,
    });
    const readOne = async (id: string): Promise<unknown> =>
      (await askEntities(partner.url, types.get(id) ?? "", [id], "id title"))[0];
    const idAt = (index: number): string => ids[index] ?? "";

    test("its SDL conforms", () => {
      const findings = checkConformance(partner);
      expect(findings.filter(({ severity }) => severity === "ERROR")).toEqual([]);
    });

    test("it says its SDL itself", async () => {
      const { _service } = await askData<{ _service: { sdl: string } }>(partner.url, "{ _service { sdl } }");
      const findings = checkConformance({ code: partner.code, sdl: _service.sdl });
      expect(findings.filter(({ severity }) => severity === "ERROR")).toEqual([]);
    });

    test("the change feed lists each record once, in pages as in one go", async () => {
      const whole = await readFeed(partner.url);
      expect(whole.changes.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted());
      expect(whole.changes).toEqual(whole.changes.map(({ id }) => changeOf(id)));
      expect((await readFeed(partner.url, null, 1)).changes).toEqual(whole.changes);
      expect(await readFeed(partner.url, whole.cursor)).toMatchObject({ epoch: whole.epoch, changes: [] });
    });

    test("a page has at most as many changes as asked, and says whether there are more", async () => {
      const { _changes: page } = await askData<{ _changes: { changes: unknown[]; hasMore: boolean; asOf: string } }>(
        partner.url,
        "{ _changes(first: 1) { changes { id } hasMore asOf } }",
      );
      expect(page.changes).toHaveLength(1);
      expect(page.hasMore).toBe(true);
      expect(page.asOf).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    });

    test("asOf is no later than now, and no earlier than the last question when nothing is under way", async () => {
      const before = Date.now();
      const { _changes: page } = await askData<{ _changes: { asOf: string } }>(partner.url, "{ _changes { asOf } }");
      expect(Date.parse(page.asOf)).toBeLessThanOrEqual(Date.now());
      expect(Date.parse(page.asOf)).toBeGreaterThanOrEqual(before - 1);
    });

    test("records are read by type and id, in the order asked, as often as asked", async () => {
      const [type, of] = Object.entries(partner.records)[0] ?? ["", []];
      const ids = [...of, "nobody:event:nothing", ...of];
      const read = await askEntities<{ __typename: string; id: string; title: string }>(
        partner.url,
        type,
        ids,
        "__typename id title",
      );
      expect(read.map((record) => record?.id)).toEqual([...of, undefined, ...of]);
      expect(read[of.length]).toBeNull();
      expect(read.every((record) => record === null || (record.__typename === type && record.title !== ""))).toBe(true);
    });

    test("a change moves a record to the end of the feed", async () => {
      const { cursor } = await readFeed(partner.url);
      for (const index of [0, 1, 0]) await partner.change(idAt(index));
      expect((await readFeed(partner.url, cursor)).changes).toEqual([changeOf(idAt(1)), changeOf(idAt(0))]);
      const whole = await readFeed(partner.url);
      expect(whole.changes).toHaveLength(ids.length);
      expect(whole.changes.at(-1)).toEqual(changeOf(idAt(0)));
    });

    // Waiting to the end would take longer than the test has.
    test("a question that waits is answered when there is a change", { timeout: 20_000 }, async () => {
      const { cursor } = await readFeed(partner.url);
      const waiting = askData<{ _changes: { changes: Change[] } }>(
        partner.url,
        "query ($after: String) { _changes(after: $after, wait: 30) { changes { id type withdrawn erased } } }",
        { after: cursor },
      );
      // Its being there is seen by nobody; the change may come before it as well, and is then no longer awaited.
      await readFeed(partner.url);
      await partner.change(idAt(0));
      expect((await waiting)._changes.changes).toEqual([changeOf(idAt(0))]);
    });

    test("a question that waits for nothing ends with an empty page", async () => {
      const { cursor } = await readFeed(partner.url);
      const began = performance.now();
      const { _changes: page } = await askData<{ _changes: { changes: unknown[]; hasMore: boolean } }>(
        partner.url,
        "query ($after: String) { _changes(after: $after, wait: 1) { changes { id } hasMore } }",
        { after: cursor },
      );
      expect(page).toEqual({ changes: [], hasMore: false });
      expect(performance.now() - began).toBeGreaterThan(900);
    });

    test.each([
      ["first: 0", "BAD_USER_INPUT"],
      ["first: 501", "BAD_USER_INPUT"],
      ["wait: -1", "BAD_USER_INPUT"],
      ["wait: 31", "BAD_USER_INPUT"],
      ['after: "garbled"', "BAD_CURSOR"],
    ])("the change feed refuses %s", async (args, code) => {
      expect(await errorCode(partner.url, `{ _changes(${args}) { cursor } }`)).toBe(code);
    });

    test("a query that is none is refused with an error, in JSON", async () => {
      const { status, errors } = await ask(partner.url, "{ nothing");
      expect(status).toBeLessThan(500);
      expect(errors).not.toEqual([]);
    });

    test("a withdrawn record is null and a tombstone", async () => {
      const { cursor } = await readFeed(partner.url);
      await partner.withdraw(idAt(0));
      expect(await readOne(idAt(0))).toBeNull();
      expect((await readFeed(partner.url, cursor)).changes).toEqual([changeOf(idAt(0), { withdrawn: true })]);
    });

    test("an erased record is null, and a tombstone that says so", async () => {
      const { cursor } = await readFeed(partner.url);
      await partner.erase(idAt(1));
      expect(await readOne(idAt(1))).toBeNull();
      const erased = changeOf(idAt(1), { withdrawn: true, erased: true });
      expect((await readFeed(partner.url, cursor)).changes).toEqual([erased]);
      await partner.erase(idAt(0));
      expect((await readFeed(partner.url)).changes.filter((change) => change.erased)).toHaveLength(2);
    });

    test("another epoch refuses cursors of before, and lists every record that is there", async () => {
      const before = await readFeed(partner.url);
      await partner.renewEpoch();
      const query = `{ _changes(after: ${JSON.stringify(before.cursor)}) { cursor } }`;
      expect(await errorCode(partner.url, query)).toBe("FOREIGN_CURSOR");
      const after = await readFeed(partner.url);
      expect(after.epoch).not.toBe(before.epoch);
      const there = after.changes.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id);
      expect(there.toSorted()).toEqual(ids.slice(2).toSorted());
    });
  });
}
