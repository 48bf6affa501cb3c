import type { Role } from "@segpol/identity";
import { RECORD_KINDS, type RecordKind, recordTypeName } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Partner } from "../partner/partner.js";
import { seedsByKind } from "../seeding/seeds-by-kind.js";
import { RECORD_TABLES } from "../storage/migrations/triggers.js";
import { askEntities, errorCode, readFeed } from "./harvest.js";
import { ownQueriesOf } from "./own-queries.js";
import { type PartnerUnderTest, startPartnerUnderTest } from "./partner-under-test.js";

/** How a record can be kept, and who may see it: 0 all callers, 1 any partner's staff too, 2 all that the owner publishes for, 3 nobody. */
const STATES = {
  PUBLIC: { level: 0, set: "visibility = 'PUBLIC', draft = false, withdrawn_at = null" },
  PARTNERS: { level: 1, set: "visibility = 'PARTNERS', draft = false, withdrawn_at = null" },
  CABINET: { level: 2, set: "visibility = 'CABINET', draft = false, withdrawn_at = null" },
  DRAFT: { level: 3, set: "visibility = 'PUBLIC', draft = true, withdrawn_at = null" },
  WITHDRAWN: { level: 3, set: "visibility = 'PUBLIC', draft = false, withdrawn_at = now()" },
} as const;
type State = keyof typeof STATES;
const STATE_NAMES = Object.keys(STATES) as State[];

function visibilityOf(state: State): string {
  return STATES[state].level < 3 ? state : "PUBLIC";
}

interface Reader {
  readonly name: string;
  /** What it may see; written down here once more, so that the rule can be wrong. */
  readonly level: number;
  readonly from?: "users" | "hub";
  readonly roles?: readonly Role[];
}

function readersAt(code: string): Reader[] {
  const other = code === "ZZ_OTHER" ? "ZZ_ANOTHER" : "ZZ_OTHER";
  const users = (level: number, ...roles: Role[]): Reader => ({
    name: roles.join(" and ") || "somebody without a role",
    level,
    from: "users",
    roles,
  });
  const hub = (level: number, ...roles: Role[]): Reader => ({
    ...users(level, ...roles),
    name: `the hub for ${roles.join(" and ")}`,
    from: "hub",
  });
  return [
    { name: "anybody", level: 0 },
    users(0),
    users(0, "hub:admin"),
    users(1, `partner:${other}:reader`),
    users(1, `partner:${other}:editor`, "hub:admin"),
    users(2, `partner:${code}:reader`),
    users(2, `partner:${code}:editor`),
    users(2, "cabinet"),
    users(2, "hub:harvester"),
    hub(0, `partner:${code}:editor`),
    hub(0, "hub:admin"),
    hub(1, `partner:${other}:reader`),
    hub(2, `partner:${code}:reader`),
    hub(2, "cabinet"),
    hub(2, "hub:harvester"),
  ];
}

interface Kept {
  readonly id: string;
  readonly kind: RecordKind;
}

/**
 * Who sees what at a partner: every reader, with records in every state, by every way to reach a record. Part of the contract suite.
 */
export function runReadingSuite(partner: Partner): void {
  const seeds = partner.seed ? seedsByKind(partner.seed) : undefined;
  const kinds = RECORD_KINDS.filter((kind) => partner.classes[kind] && (seeds?.[kind].length ?? 0) > 0);
  const seeded: Kept[] = kinds.flatMap((kind) => seeds?.[kind].map(({ id }) => ({ id, kind })) ?? []);
  const readers = readersAt(partner.code);
  const own = ownQueriesOf(
    partner,
    seeded.map(({ id }) => id),
  );

  describe(`${partner.code} shows each reader what is theirs to see`, () => {
    let running: PartnerUnderTest;
    /** Records that were in their state from the first: nobody saw them in another one. */
    const born = new Map<State, Kept[]>();
    beforeAll(async () => {
      running = await startPartnerUnderTest(partner);
      for (const state of STATE_NAMES) {
        const records: Kept[] = [];
        for (const kept of seeded) records.push(await bear(kept, state));
        born.set(state, records);
      }
    });
    afterAll(() => running?.stop());

    async function bear({ id, kind }: Kept, state: State): Promise<Kept> {
      const table = RECORD_TABLES[kind];
      const newId = `${id}-${state.toLowerCase()}`;
      const { draft, visibility, withdrawn_at } = {
        visibility: visibilityOf(state),
        draft: state === "DRAFT",
        withdrawn_at: state === "WITHDRAWN" ? new Date() : null,
      };
      await running.sql(
        `insert into ${table} select (jsonb_populate_record(one, $1)).* from ${table} one where one.id = $2`,
        [{ id: newId, draft, visibility, withdrawn_at }, id],
      );
      return { id: newId, kind };
    }

    async function headersOf({ from, roles }: Reader): Promise<Record<string, string>> {
      if (!from || !roles) return {};
      return { authorization: `Bearer ${await running.issuers.token(from, partner.code, roles)}` };
    }

    /** Of these records, the ids that the reader is given. */
    async function idsGiven(reader: Reader, records: readonly Kept[]): Promise<string[]> {
      const headers = await headersOf(reader);
      const given = await Promise.all(
        kinds.map((kind) => {
          const ids = records.filter((kept) => kept.kind === kind).map(({ id }) => id);
          return askEntities<{ id: string }>(running.url, recordTypeName(partner.code, kind), ids, "id title", headers);
        }),
      );
      return given.flat().flatMap((record) => record?.id ?? []);
    }

    test.each(readers.flatMap((reader) => STATE_NAMES.map((state) => [reader.name, state, reader] as const)))(
      "_entities and _changes for %s: records that are %s",
      async (_name, state, reader) => {
        const records = born.get(state) ?? [];
        const visible = STATES[state].level <= reader.level;
        const expected = visible ? records.map(({ id }) => id).toSorted() : [];
        expect((await idsGiven(reader, records)).toSorted()).toEqual(expected);
        const { changes } = await readFeed(running.url, null, 100, await headersOf(reader));
        const named = changes.filter(({ id }) => records.some((kept) => kept.id === id));
        expect(named.map(({ id }) => id).toSorted()).toEqual(expected);
        expect(named.filter(({ withdrawn }) => withdrawn)).toEqual([]);
      },
    );

    test.each(readers.map((reader) => [reader.name, reader] as const))(
      "_changes for %s: a record that goes through every state is a change where it is seen, a tombstone where it was, once for each visibility",
      async (_name, reader) => {
        const [first] = seeded;
        if (!first) throw new Error("Expected a partner with a seed; got none.");
        const table = RECORD_TABLES[first.kind];
        const [before] = await running.sql<{ url: string | null }>(`select url from ${table} where id = $1`, [
          first.id,
        ]);
        const headers = await headersOf(reader);
        let { cursor } = await readFeed(running.url, null, 100, headers);
        let seen = true;
        let known = "PUBLIC";
        for (const state of [...STATE_NAMES, ...STATE_NAMES.toReversed()]) {
          const { level, set } = STATES[state];
          const visibility = visibilityOf(state);
          for (const url of ["https://example.org/once", "https://example.org/again"]) {
            await running.sql(`update ${table} set ${set}, url = $1 where id = $2`, [url, first.id]);
            const feed = await readFeed(running.url, cursor, 100, headers);
            ({ cursor } = feed);
            const visible = level <= reader.level;
            // Records that lead to it change too, where it comes into sight.
            const changes = feed.changes.flatMap(({ id, withdrawn }) => (id === first.id ? [{ id, withdrawn }] : []));
            expect(changes, state).toEqual(
              visible || seen || visibility !== known ? [{ id: first.id, withdrawn: !visible }] : [],
            );
            seen = visible;
            known = visibility;
          }
        }
        await running.sql(`update ${table} set ${STATES.PUBLIC.set}, url = $1 where id = $2`, [before?.url, first.id]);
      },
    );

    test("_links names, of the partner's own records, those that the reader may be told of", async () => {
      const [first] = seeded;
      const [hidden] = born.get("DRAFT") ?? [];
      if (!first || !hidden) throw new Error("Expected a partner with a seed; got none.");
      const table = RECORD_TABLES[first.kind];
      const setLinks = (links: unknown) =>
        running.sql(`update ${table} set links = $1 where id = $2`, [JSON.stringify(links), first.id]);
      const [before] = await running.sql<{ links: unknown }>(`select links from ${table} where id = $1`, [first.id]);
      const elsewhere = "zz-other:event:elsewhere";
      const ids = [...[...born.values()].flat().map(({ id }) => id), elsewhere];
      await setLinks(ids.map((id) => ({ rel: "related", id })));
      for (const reader of readers) {
        const [record] = await askEntities<{ _links: { id: string }[] }>(
          running.url,
          recordTypeName(partner.code, first.kind),
          [first.id],
          "_links { id }",
          await headersOf(reader),
        );
        // Who would see it, were it not withdrawn, may know that it was there.
        const named = STATE_NAMES.filter((state) => STATES[state].level <= reader.level || state === "WITHDRAWN");
        const expected = [...named.flatMap((state) => born.get(state) ?? []).map(({ id }) => id), elsewhere];
        expect(record?._links.map(({ id }) => id).toSorted(), reader.name).toEqual(expected.toSorted());
      }
      const { cursor } = await readFeed(running.url);
      await running.sql(`update ${RECORD_TABLES[hidden.kind]} set draft = false where id = $1`, [hidden.id]);
      const changed = (await readFeed(running.url, cursor)).changes.map(({ id }) => id);
      expect(changed.toSorted()).toEqual([first.id, hidden.id].toSorted());
      await setLinks(before?.links);
    });

    test("a cursor is good for those who see as much, and foreign to others", async () => {
      for (const reader of readers) {
        const { cursor } = await readFeed(running.url, null, 100, await headersOf(reader));
        for (const other of readers) {
          const query = `{ _changes(after: ${JSON.stringify(cursor)}) { cursor } }`;
          const code = await errorCode(running.url, query, {}, await headersOf(other));
          expect(code, `${reader.name}, then ${other.name}`).toBe(
            reader.level === other.level ? undefined : "FOREIGN_CURSOR",
          );
        }
      }
    });

    test("a token for somebody else is refused, and is not taken for nobody's", async () => {
      const token = await running.issuers.token("hub", partner.code, ["cabinet"], { audience: "segpol:ZZ_OTHER" });
      const headers = { authorization: `Bearer ${token}` };
      expect(await errorCode(running.url, "{ __typename }", {}, headers)).toBe("TOKEN_AUDIENCE");
    });

    if (own.names.length === 0) return;
    describe(`its own queries (${own.names.join(", ")})`, () => {
      beforeAll(async () => {
        for (const { id, kind } of [...born.values()].flat()) {
          await running.sql(`delete from ${RECORD_TABLES[kind]} where id = $1`, [id]);
        }
      });

      test.each(STATE_NAMES.map((_state, index) => index))(
        "answer as if what the reader may not see were not there, states dealt out from the %ith on",
        async (shift) => {
          const stateOf = (index: number): State => STATE_NAMES[(index + shift) % STATE_NAMES.length] ?? "PUBLIC";
          const apart = await running.startApart();
          const all = await headersOf({ name: "the cabinet", level: 2, from: "users", roles: ["cabinet"] });
          for (const [index, { id, kind }] of seeded.entries()) {
            const statement = `update ${RECORD_TABLES[kind]} set ${STATES[stateOf(index)].set} where id = $1`;
            for (const { sql } of [running, apart]) await sql(statement, [id]);
          }
          for (const level of [2, 1, 0]) {
            const hidden = seeded.filter((_kept, index) => STATES[stateOf(index)].level > level).map(({ id }) => id);
            for (const kind of kinds)
              await apart.sql(`delete from ${RECORD_TABLES[kind]} where id = any($1)`, [hidden]);
            const expected = await own.ask(apart.url, all);
            const ofLevel = readers.filter((each) => each.level === level);
            // Who is of which level is shown with the first deal; what a level sees, with each.
            for (const reader of shift === 0 ? ofLevel : ofLevel.slice(0, 1)) {
              expect(await own.ask(running.url, await headersOf(reader)), reader.name).toEqual(expected);
            }
          }
        },
      );
    });
  });
}
