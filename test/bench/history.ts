import { benchmark } from "./support/benchmark.ts";
import { benchEvent, openCatalogue } from "./support/catalogue.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";
import { median, timed } from "./support/times.ts";

const LISTS = {
  "a page by date": "{ events(first: 20) { nodes { id title } pageInfo { hasNextPage } } }",
  "a page with count and facets": "{ events(first: 20) { totalCount nodes { id } facets { themes { code count } } } }",
  "a search": '{ records(first: 20, filter: { text: "politie" }) { totalCount nodes { id title } } }',
  "the overview": "{ overview { coverage { theme { code } events } progress(by: THEME) { code total } } }",
};
const ROUNDS = 60;

await benchmark(
  {
    about: `Measures whether old versions of records slow down the lists of the present.
Prints the time that lists take with one version of each record and with many, all written as a harvest writes them, and what the same lists take
as of an earlier instant. Prints medians of ${ROUNDS} rounds.`,
    counts: {
      records: { about: "records", default: 500 },
      versions: { about: "versions of each record", default: 100, min: 2 },
    },
  },
  async ({ records, versions }, defer) => {
    const postgres = await temporaryPostgres(defer);
    const [few, many] = [await openCatalogue(postgres, "few", defer), await openCatalogue(postgres, "many", defer)];
    await few.write(records, (index) => event(index, 1));
    await many.write(records, (index) => event(index, 1));
    const early = new Date();
    const writing = await timed(async () => {
      for (let version = 2; version <= versions; version += 1)
        await many.write(records, (index) => event(index, version));
    });
    await few.tidy();
    await many.tidy();

    const print = startTable("1 version ms", `${versions} versions ms`, "ratio", "as of the first ms", "list");
    for (const [name, source] of Object.entries(LISTS)) {
      const [one, all, past]: [number[], number[], number[]] = [[], [], []];
      // In turn, so that whatever else the machine does befalls all of them.
      for (let round = 0; round < ROUNDS; round += 1) {
        one.push(await few.read(source, { at: null }));
        all.push(await many.read(source, { at: null }));
        past.push(await many.read(source, { at: early }));
      }
      print(median(one), median(all), (median(all) / median(one)).toFixed(2), median(past), name);
    }
    const written = records * (versions - 1);
    startTable("versions written", "s", "a second")(written, writing / 1_000, Math.round(written / (writing / 1_000)));
  },
);

function event(index: number, version: number) {
  return benchEvent({
    index,
    title: `Studiedag ${index} over politie en vertrouwen, versie ${version}`,
    content: { summary: "Een dag over lokale politie. ".repeat(10) },
    topics: ["vertrouwen", "technologie", "opleiding"],
  });
}
