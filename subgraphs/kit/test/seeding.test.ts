import { useDatabases } from "@segpol/launcher/testing";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { nlFr, type Partner } from "../src/index.js";
import { createPartnerServer } from "../src/serving/partner-server.js";
import { samplePartner } from "./support/sample-partner.js";
import { seed } from "./support/sample-seed.js";

const ALL = [
  "sample:event:study-day",
  "sample:indicator:trust",
  "sample:publication:report",
  "sample:recommendation:r1",
];
const extra = { id: "sample:publication:second", title: nlFr("Tweede"), type: "NEWS" } as const;
const grown = samplePartner({ seed: { ...seed, version: "2", publications: [...(seed.publications ?? []), extra] } });

const databases = useDatabases();

/** Starts the partner and stops it again. Gives the ids that were added. */
async function startOnce(databaseUrl: string, partner: Partner = samplePartner()): Promise<string[]> {
  const server = await createPartnerServer(partner, { databaseUrl, port: 0 });
  await server.stop();
  return [...server.seeded].toSorted();
}

async function sql(databaseUrl: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe("seeding", () => {
  test("runs once for each version", async () => {
    const databaseUrl = (await databases.create("once")).ownerUrl;
    expect(await startOnce(databaseUrl)).toEqual(ALL);
    expect(await startOnce(databaseUrl)).toEqual([]);
    await sql(databaseUrl, "delete from publication");
    expect(await startOnce(databaseUrl)).toEqual([]);
  });

  test("adds with a new version what is not there, and leaves alone what is", async () => {
    const databaseUrl = (await databases.create("grown")).ownerUrl;
    await startOnce(databaseUrl);
    await sql(databaseUrl, `update event set title = '{"original": "NL", "NL": "Verbeterd"}', withdrawn_at = now()`);
    expect(await startOnce(databaseUrl, grown)).toEqual([extra.id]);
    expect(await sql(databaseUrl, "select title, withdrawn_at is null as there from event")).toEqual([
      { title: { original: "NL", NL: "Verbeterd" }, there: false },
    ]);
    expect(await sql(databaseUrl, "select ref from measure")).toHaveLength(4);
  });

  test("puts in all of it or nothing", async () => {
    const databaseUrl = (await databases.create("broken")).ownerUrl;
    const broken = samplePartner({
      seed: {
        ...seed,
        own: async () => {
          throw new Error("own table is broken");
        },
      },
    });
    await expect(startOnce(databaseUrl, broken)).rejects.toThrow("own table is broken");
    expect(await sql(databaseUrl, "select id from event union all select version from seed_run")).toEqual([]);
    expect(await startOnce(databaseUrl)).toEqual(ALL);
  });

  test("is done by one of several processes that start at once", async () => {
    const databaseUrl = (await databases.create("together")).ownerUrl;
    const starts = await Promise.all([startOnce(databaseUrl), startOnce(databaseUrl), startOnce(databaseUrl)]);
    expect(starts.toSorted((a, b) => a.length - b.length)).toEqual([[], [], ALL]);
  });
});
