/**
 * Whether old versions cost the current lists anything: the time that lists take with one version of each record and with a hundred, all
 * written as a harvest writes them, and what the same lists take as of an earlier instant.
 * Run with: node test/bench/history.ts [records, 500] [versions, 100]
 */
import {
  applyPage,
  composeHub,
  createCatalogue,
  createHubDatabase,
  createHubReaders,
  migrateHubDatabase,
  syncPartners,
} from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import { startTemporaryPostgres } from "@segpol/launcher";
import { graphql } from "graphql";
import pg from "pg";

const [records = 500, versions = 100] = process.argv.slice(2).map(Number);
if (![records, versions].every((count) => Number.isInteger(count) && count > 0)) {
  process.stderr.write("Expected numbers of records and of versions, such as: node test/bench/history.ts 500 100\n");
  process.exit(2);
}

const LISTS = {
  "a page by date": "{ events(first: 20) { nodes { id title } pageInfo { hasNextPage } } }",
  "a page with count and facets": "{ events(first: 20) { totalCount nodes { id } facets { themes { code count } } } }",
  "a search": '{ records(first: 20, filter: { text: "politie" }) { totalCount nodes { id title } } }',
  "the overview": "{ overview { coverage { theme { code } events } progress(by: THEME) { code total } } }",
};
const ROUNDS = 60;
const PAGE = 250;

const postgres = await startTemporaryPostgres();
const opened: { stop(): Promise<void> }[] = [];
try {
  const [few, many] = [await openHub("few"), await openHub("many")];
  await few.write(1);
  await many.write(1);
  const early = new Date();
  const started = performance.now();
  for (let version = 2; version <= versions; version += 1) await many.write(version);
  const seconds = (performance.now() - started) / 1_000;
  await few.tidy();
  await many.tidy();

  process.stdout.write(`${records} records; medians of ${ROUNDS} rounds, in milliseconds\n`);
  for (const [name, source] of Object.entries(LISTS)) {
    const times: { one: number; all: number; past: number }[] = [];
    // In turn, so that whatever else the machine does befalls all of them.
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = await few.read(source, null);
      const all = await many.read(source, null);
      times.push({ one, all, past: await many.read(source, early) });
    }
    const [one, all, past] = [median(times, "one"), median(times, "all"), median(times, "past")];
    process.stdout.write(
      `${name.padEnd(30)} 1 version ${one.toFixed(1).padStart(6)}   ${versions} versions ${all.toFixed(1).padStart(6)}` +
        `   ratio ${(all / one).toFixed(2)}   as of the first ${past.toFixed(1).padStart(6)}\n`,
    );
  }
  const written = records * (versions - 1);
  process.stdout.write(
    `${written} versions written in ${seconds.toFixed(1)} s, ${Math.round(written / seconds)} a second\n`,
  );
} finally {
  for (const each of opened) await each.stop();
  await postgres.stop();
}

/** A catalogue over a database of its own. */
async function openHub(name: string) {
  const databaseUrl = await postgres.ensureDatabase(name);
  const db = createHubDatabase(databaseUrl);
  const readers = createHubReaders(databaseUrl);
  opened.push({ stop: async () => void (await Promise.all([db.destroy(), readers.destroy()])) });
  await migrateHubDatabase(db);
  const partners = [createStubDefinition("BENCH", { kinds: ["Event"] })];
  await syncPartners(db, partners, new Date(0));
  const { catalogueSdl } = composeHub(partners, { version: 1 });
  const { schema, createContext } = createCatalogue({ readers, partners, catalogueSdl });
  return {
    async write(version: number): Promise<void> {
      for (let first = 0; first < records; first += PAGE) {
        const count = Math.min(PAGE, records - first);
        const page = Array.from({ length: count }, (_, index) => event(first + index, version));
        const state = { withdrawn: [], cursor: "c", epoch: "e", asOf: new Date().toISOString(), hasMore: false };
        await applyPage(db, "BENCH", { ...state, records: page });
      }
    },
    /** Milliseconds. */
    async read(source: string, at: Date | null): Promise<number> {
      const start = performance.now();
      const { errors } = await graphql({ schema, source, contextValue: createContext({ at }) });
      if (errors) throw new AggregateError(errors, "A list could not be read.");
      return performance.now() - start;
    },
    /** What autovacuum does by itself in its own time. */
    async tidy(): Promise<void> {
      const client = new pg.Client(databaseUrl);
      await client.connect();
      await client.query("vacuum analyze");
      await client.end();
    },
  };
}

function median<Name extends string>(times: readonly Readonly<Record<Name, number>>[], name: Name): number {
  return times.map((each) => each[name]).toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function event(index: number, version: number): Parameters<typeof applyPage>[2]["records"][number] {
  const day = new Date(Date.UTC(2020, 0, 1 + (index % 1_500))).toISOString().slice(0, 10);
  const title = `Studiedag ${index} over politie en vertrouwen, versie ${version}`;
  return {
    id: `bench:event:e-${index}`,
    typeName: "BenchEvent",
    kind: "Event",
    content: {
      id: `bench:event:e-${index}`,
      title,
      summary: "Een dag over lokale politie. ".repeat(10),
      themes: [{ code: index % 2 === 0 ? "TRUST" : "TECHNOLOGY" }],
      kind: "STUDY_DAY",
      date: { text: day, edtf: day, earliest: day, latest: day, basis: "STATED" },
      topics: ["vertrouwen", "technologie", "opleiding"],
    },
    links: [],
    texts: [{ field: "title", language: "NL", text: title, original: true }],
  };
}
