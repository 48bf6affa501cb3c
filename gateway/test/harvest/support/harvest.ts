import { type Kysely } from "kysely";
import { pino } from "pino";
import { afterEach, beforeEach, expect } from "vitest";
import type { PartnerDefinition } from "../../../src/base/partner-definition.js";
import { createHubDatabase } from "../../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../../src/catalogue/database/tables.js";
import { syncPartners } from "../../../src/catalogue/write/source-writer.js";
import { projectPartner } from "../../../src/composition/projection/projection.js";
import { type HarvestSettings, readConfig } from "../../../src/config/config.js";
import { createHarvesters, type Harvesters } from "../../../src/harvest/harvesters.js";
import { useHubDatabases } from "../../support/hub-database.js";
import { StubPartner } from "../../support/stub-partner.js";

export let databaseUrl: string;
export let db: Kysely<HubDatabase>;
/** The one partner, which keeps nothing at first. */
export let cps: StubPartner;
export const running: { stop(): Promise<void> }[] = [];

/** Gives each test of a file a database and a partner of its own. */
export function useHarvest(): void {
  const newDatabase = useHubDatabases();
  beforeEach(async () => {
    databaseUrl = await newDatabase();
    db = createHubDatabase(databaseUrl);
    cps = new StubPartner("CPS");
    await cps.start();
    await syncPartners(db, [cps.definition]);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((each) => each.stop()));
    await db.destroy();
    await cps.stop();
  });
}

/** Harvests the partner until the test ends. */
export function harvest(
  settings: Partial<HarvestSettings> = {},
  partner: PartnerDefinition = cps.definition,
): Harvesters {
  const { harvest: defaults } = readConfig({ DATABASE_URL: databaseUrl });
  const harvesters = createHarvesters({
    databaseUrl,
    db,
    settings: { ...defaults, waitSeconds: 2, retryMinMs: 20, retryMaxMs: 200, timeoutMs: 2_000, ...settings },
    logger: pino({ level: "silent" }),
  });
  void harvesters.follow([projectPartner(partner, [partner.code])]);
  running.push(harvesters);
  return harvesters;
}

export const titles = async () => {
  const rows = await db.selectFrom("record").select(["id", "title_original"]).orderBy("id").execute();
  return Object.fromEntries(rows.map((row) => [row.id, row.title_original]));
};
export const source = () => db.selectFrom("source").selectAll().where("partner", "=", "CPS").executeTakeFirstOrThrow();
export const aside = () =>
  db.selectFrom("set_aside").select(["record", "code", "expected", "got"]).orderBy("record").execute();
export async function expectTitles(expected: Record<string, string>): Promise<void> {
  await expect.poll(titles).toEqual(expected);
}
export const nl = (text: string) => ({ title: { original: "NL", NL: text } }) as const;
