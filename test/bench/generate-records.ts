import { createStubDefinition } from "@segpol/gateway/testing";
import { PARTNER_CODES } from "../support/partners.ts";
import { benchmark } from "./support/benchmark.ts";
import { openCatalogueOf } from "./support/catalogue.ts";
import { generateRecords } from "./support/generated-records.ts";
import { showProgress } from "./support/progress.ts";

await benchmark(
  {
    about: `Fills a hub's database with generated records of every partner of this repository, by SQL.
It writes records, links and their versions as a harvest leaves them, in as many combinations of partner, kind, theme, status and visibility as years of work make. The database is migrated
first, and must hold no records. A hub over it answers lists of them as long as its partners are down.`,
    counts: { records: { about: "records", default: 1_000_000 } },
    database: "address of the database, with the role that owns its tables; needed",
  },
  async ({ records, databaseUrl }, defer) => {
    if (!databaseUrl) throw new Error("Expected --database with the address of a hub's database; got none.");
    const partners = PARTNER_CODES.map((code) => createStubDefinition(code));
    const { owner } = await openCatalogueOf(databaseUrl, partners, defer);
    const { rowCount } = await owner.query("select from record limit 1");
    if (rowCount) throw new Error("Expected a database without records; got one that has some: make another.");
    await generateRecords(owner, { records, partners: PARTNER_CODES, onProgress: showProgress("records", records) });
  },
);
