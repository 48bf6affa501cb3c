import { benchmark } from "./support/benchmark.ts";
import { benchEvent, openCatalogue } from "./support/catalogue.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";
import { median, timed } from "./support/times.ts";

const ROUNDS = 11;
const PARTITIONS = ["", "_event", "_publication", "_recommendation", "_legitimacyindicator"];
const TABLES = [
  "record",
  "link",
  "set_aside",
  "record_version",
  "record_hidden",
  "link_version",
  "tally",
  "code_tally",
  ...["public_listing", "closed_listing"].flatMap((table) => PARTITIONS.map((partition) => `${table}${partition}`)),
];
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

await benchmark(
  {
    about: `Measures what row-level security costs searches and lists.
Prints the times over records, a tenth of them hidden, with the database's policies and without: medians of ${ROUNDS} rounds.`,
    counts: { records: { about: "records", default: 20_000 } },
  },
  async ({ records }, defer) => {
    const { owner, read, tidy, write } = await openCatalogue(await temporaryPostgres(defer), "bench", defer);
    await write(records, (index) => event(index, records));
    // What the search would use if there were no policies.
    await owner.query("create index on record using gin (search)");
    await tidy();
    const times = new Map<string, Record<"policies" | "none", number[]>>();
    const note = (what: string, mode: "policies" | "none", ms: number): void => {
      const kept = times.get(what) ?? { policies: [], none: [] };
      kept[mode].push(ms);
      times.set(what, kept);
    };
    // In turn, so that whatever else the machine does befalls both.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const mode of ["policies", "none"] as const) {
        const change = mode === "policies" ? "enable" : "disable";
        for (const table of TABLES) await owner.query(`alter table ${table} ${change} row level security`);
        for (const [who, viewer] of Object.entries(VIEWERS)) {
          for (const [what, source] of Object.entries(QUERIES))
            note(`${who}: ${what}`, mode, await read(source, { viewer }));
          const rare = await timed(async () => {
            await owner.query(`set segpol.reader = '${SETTINGS[who]}'`);
            await owner.query(`select id from record where search @@ catalogue_query('zeldzaam')`);
            await owner.query(`reset segpol.reader`);
          });
          note(`${who}: rare word, in the table of records`, mode, rare);
        }
      }
    }
    const print = startTable("policies ms", "none ms", "ratio", "reader and query");
    for (const [what, { policies, none }] of times)
      print(median(policies), median(none), (median(policies) / median(none)).toFixed(1), what);
  },
);

function event(index: number, records: number) {
  const words = (count: number, seed: number): string =>
    Array.from({ length: count }, (_, place) => {
      const pick = (seed * 31 + place * 17 + index * 7 + place * place) % (WORDS.length * 40);
      return WORDS[pick] ?? `woord${pick}`;
    }).join(" ");
  const summary = `${words(60, 2)}${index % Math.ceil(records / 20) === 0 ? " zeldzaam" : ""}`;
  const topics = Array.from({ length: 6 }, (_, topic) => words(20, 3 + topic));
  return benchEvent({
    index,
    title: `Studiedag ${index} over politie: ${words(4, 1)}`,
    content: { summary, visibility: index % 10 === 9 ? "CABINET" : "PUBLIC" },
    topics,
    texts: { summary, ...Object.fromEntries(topics.map((topic, place) => [`topics.${place}`, topic])) },
  });
}
