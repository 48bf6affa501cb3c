/**
 * What row-level security costs: times of searches and lists over 20,000 records, a tenth of them hidden, with the database's policies
 * and without. Run with: node test/bench/row-security.ts [records, 20000]
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

const RECORDS = Number(process.argv[2] ?? 20_000);
const ROUNDS = 11;
const PAGE = 500;
const TABLES = ["record", "link", "public_search", "set_aside", "record_version", "record_hidden", "link_version"];
const WORDS =
  "politie zorg veiligheid wijk burger opleiding vertrouwen technologie recherche nabijheid diversiteit welzijn beleid".split(
    " ",
  );
const QUERIES: Readonly<Record<string, string>> = {
  "search, 20 hits": `{ records(filter: { text: "zeldzaam" }, first: 20) { totalCount nodes { id title } } }`,
  "search, all hits": `{ records(filter: { text: "politie" }, first: 20) { totalCount nodes { id title } } }`,
  "search with facets": `{ records(filter: { text: "recherche wijk" }, first: 20) { totalCount facets { themes { code count } } nodes { id } } }`,
  "a page of a list": `{ events(first: 20) { nodes { id title } } }`,
  "themes' events": `{ themes { events(first: 3) { totalCount nodes { id } } } }`,
  overview: `{ overview { coverage { events } gaps { kind } } }`,
  "one record": `{ record(id: "bench:event:e-7") { id title } }`,
};
const ANYBODY = { partners: false, cabinet: false, own: [] };
const SETTINGS: Readonly<Record<string, string>> = { anybody: "{PUBLIC}", staff: "{PUBLIC,PARTNERS,CABINET:BENCH}" };
const VIEWERS = { anybody: ANYBODY, staff: { ...ANYBODY, partners: true, own: ["BENCH"] } };

const postgres = await startTemporaryPostgres();
try {
  const databaseUrl = await postgres.ensureDatabase("bench");
  const db = createHubDatabase(databaseUrl);
  const readers = createHubReaders(databaseUrl);
  const owner = new pg.Client({ connectionString: databaseUrl, options: "-c segpol.reader={WRITER}" });
  await owner.connect();
  try {
    await migrateHubDatabase(db);
    const partners = [createStubDefinition("BENCH", { kinds: ["Event"] })];
    await syncPartners(db, partners, new Date(0));
    const { catalogueSdl } = composeHub(partners, { version: 1 });
    const { schema, createContext } = createCatalogue({ readers, partners, catalogueSdl });
    const begun = performance.now();
    for (let first = 0; first < RECORDS; first += PAGE) {
      const records = Array.from({ length: Math.min(PAGE, RECORDS - first) }, (_, index) => event(first + index));
      const state = { withdrawn: [], cursor: "c", epoch: "e", asOf: new Date().toISOString(), hasMore: false };
      await applyPage(db, "BENCH", { ...state, records });
    }
    process.stdout.write(`${RECORDS} records written in ${((performance.now() - begun) / 1_000).toFixed(1)} s\n`);
    // What the search would use if there were no policies.
    await owner.query("create index on record using gin (search)");
    await owner.query("vacuum analyze");
    const times = new Map<string, Record<"policies" | "none", number[]>>();
    const note = async (what: string, mode: "policies" | "none", run: () => Promise<void>): Promise<void> => {
      const start = performance.now();
      await run();
      const kept = times.get(what) ?? { policies: [], none: [] };
      kept[mode].push(performance.now() - start);
      times.set(what, kept);
    };
    // In turn, so that whatever else the machine does befalls both.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const mode of ["policies", "none"] as const) {
        const change = mode === "policies" ? "enable" : "disable";
        for (const table of TABLES) await owner.query(`alter table ${table} ${change} row level security`);
        for (const [who, viewer] of Object.entries(VIEWERS)) {
          for (const [what, source] of Object.entries(QUERIES)) {
            await note(`${who.padEnd(8)} ${what}`, mode, async () => {
              const { errors } = await graphql({ schema, source, contextValue: createContext({ viewer }) });
              if (errors) throw new AggregateError(errors, "A list could not be read.");
            });
          }
          await note(`${who.padEnd(8)} rare word, in the table of records`, mode, async () => {
            await owner.query(`set segpol.reader = '${SETTINGS[who]}'`);
            await owner.query(`select id from record where search @@ catalogue_query('zeldzaam')`);
            await owner.query(`reset segpol.reader`);
          });
        }
      }
    }
    for (const [what, { policies, none }] of times) {
      const [held, free] = [median(policies), median(none)];
      process.stdout.write(
        `${what.padEnd(46)} policies ${held.toFixed(1).padStart(7)} ms   none ${free.toFixed(1).padStart(7)} ms   ratio ${(held / free).toFixed(1)}\n`,
      );
    }
  } finally {
    await Promise.all([owner.end(), db.destroy(), readers.destroy()]);
  }
} finally {
  await postgres.stop();
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function event(index: number): Parameters<typeof applyPage>[2]["records"][number] {
  const day = new Date(Date.UTC(2020, 0, 1 + (index % 1_500))).toISOString().slice(0, 10);
  const words = (count: number, seed: number): string =>
    Array.from({ length: count }, (_, place) => {
      const pick = (seed * 31 + place * 17 + index * 7 + place * place) % (WORDS.length * 40);
      return WORDS[pick] ?? `woord${pick}`;
    }).join(" ");
  const title = `Studiedag ${index} over politie: ${words(4, 1)}`;
  const summary = `${words(60, 2)}${index % Math.ceil(RECORDS / 20) === 0 ? " zeldzaam" : ""}`;
  const topics = Array.from({ length: 6 }, (_, topic) => words(20, 3 + topic));
  const content = {
    id: `bench:event:e-${index}`,
    title,
    summary,
    themes: [{ code: index % 2 === 0 ? "TRUST" : "TECHNOLOGY" }],
    visibility: index % 10 === 9 ? "CABINET" : "PUBLIC",
    kind: "STUDY_DAY",
    date: { text: day, edtf: day, earliest: day, latest: day, basis: "STATED" },
    topics,
  };
  const text = (field: string, value: string) => ({ field, language: "NL" as const, text: value, original: true });
  return {
    id: content.id,
    typeName: "BenchEvent",
    kind: "Event",
    content,
    links: [],
    texts: [
      text("title", title),
      text("summary", summary),
      ...topics.map((topic, place) => text(`topics.${place}`, topic)),
    ],
  };
}
