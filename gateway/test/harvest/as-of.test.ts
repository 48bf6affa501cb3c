import { setTimeout as sleep } from "node:timers/promises";
import { runs } from "@segpol/launcher/testing";
import { type Kysely, sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createHubDatabase } from "../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../src/catalogue/database/tables.js";
import { syncPartners } from "../../src/catalogue/write/source-writer.js";
import { projectPartner } from "../../src/composition/projection/projection.js";
import { readConfig } from "../../src/config/config.js";
import { createHarvesters, type Harvesters } from "../../src/harvest/harvesters.js";
import { useHubDatabases } from "../support/hub-database.js";
import { StubPartner } from "../support/stub-partner.js";

interface Committed {
  readonly id: string;
  readonly title: string | null;
  readonly at: number;
}
interface Seen {
  readonly asOf: Date | null;
  readonly titles: Readonly<Record<string, string>>;
  /** Named beside as what could not be indexed. */
  readonly aside: readonly string[];
}

const RECORDS = 20;
const COMMITS = runs({ few: 50, many: 150 });
/** After so many commits the writer waits until the index has them. */
const BURST = 25;

describe("what the index says of how far it goes", () => {
  const newDatabase = useHubDatabases();
  let db: Kysely<HubDatabase>;
  const cps = new StubPartner("CPS");
  let harvesters: Harvesters | undefined;

  beforeAll(async () => {
    const databaseUrl = await newDatabase();
    db = createHubDatabase(databaseUrl);
    await cps.start();
    await syncPartners(db, [cps.definition]);
    const { harvest } = readConfig({ DATABASE_URL: databaseUrl });
    harvesters = createHarvesters({
      databaseUrl,
      db,
      // Small pages, so that many of them are not the last.
      settings: { ...harvest, pageSize: 3, batchSize: 2, retryMinMs: 20, retryMaxMs: 100, timeoutMs: 1_000 },
      logger: pino({ level: "silent" }),
    });
    await harvesters.follow([projectPartner(cps.definition, ["CPS"])]);
  });
  afterAll(async () => {
    await harvesters?.stop();
    await db?.destroy();
    await cps.stop();
  });

  /** What the index has and says, in one view of it. */
  async function look(): Promise<Seen> {
    const { rows } = await sql<Seen>`
      select (select as_of from source where partner = 'CPS') as "asOf",
             coalesce((select jsonb_object_agg(id, title_original) from record), '{}') as titles,
             array(select record from set_aside) as aside`.execute(db);
    return rows[0] ?? { asOf: null, titles: {}, aside: [] };
  }

  it(
    "is never more than what it has of what was committed, while much is, and the partner fails now and then",
    { timeout: 120_000 },
    async () => {
      const committed: Committed[] = [];
      const done = new AbortController();
      const writing = (async () => {
        for (let commit = 1; commit <= COMMITS; commit += 1) {
          const id = `cps:event:e${(commit * 7) % RECORDS}`;
          const title = commit % 11 === 0 ? null : `Title ${commit}`;
          if (title === null) cps.withdraw(id);
          else cps.put(id, { title: { original: "EN", EN: title } });
          const at = Date.now();
          committed.push({ id, title, at });
          cps.harvestMode = commit % 50 > 42 ? "status-500" : "ok";
          if (commit % BURST === 0) await expect.poll(async () => (await look()).asOf?.getTime()).toBeGreaterThan(at);
          else await sleep(2);
        }
        cps.harvestMode = "ok";
        done.abort();
      })();

      const seen: Seen[] = [];
      while (!done.signal.aborted) {
        const now = await look();
        seen.push(now);
        await sleep(3);
      }
      await writing;
      const last = committed.at(-1)?.at ?? 0;
      seen.push(
        await vi.waitFor(async () => {
          const now = await look();
          expect(now.asOf?.getTime()).toBeGreaterThan(last);
          return now;
        }, 20_000),
      );

      for (const { asOf, titles, aside } of seen) {
        if (!asOf) continue;
        for (let record = 0; record < RECORDS; record += 1) {
          const id = `cps:event:e${record}`;
          if (aside.includes(id)) continue;
          // What the record was at that instant, or became since.
          const its = committed.filter((each) => each.id === id);
          const then = its.findLastIndex(({ at }) => at < asOf.getTime());
          if (then < 0) continue;
          const possible = its.slice(then).map(({ title }) => title);
          expect(possible, `${id} as of ${asOf.toISOString()}`).toContain(titles[id] ?? null);
        }
      }
    },
  );
});
