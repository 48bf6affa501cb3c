import { createStubDefinition } from "@segpol/gateway/testing";
import { PARTNER_CODES } from "../support/partners.ts";
import { benchmark } from "./support/benchmark.ts";
import { openCatalogueOf } from "./support/catalogue.ts";
import { generateRecords } from "./support/generated-records.ts";
import { RARE_WORD, WORD_IN_ALL } from "./support/generated-texts.ts";
import { showProgress } from "./support/progress.ts";
import { startTable } from "./support/table.ts";
import { temporaryPostgres } from "./support/temporary-postgres.ts";
import { SPREAD, spreadOf } from "./support/times.ts";

const FACETS = "facets { themes { code count } partners { code count } kinds { code count } statuses { code count } }";
const REQUESTS: Readonly<Record<string, string>> = {
  "page by date": "{ events(first: 20) { nodes { id title } pageInfo { hasNextPage } } }",
  "page with count": "{ events(first: 20) { totalCount nodes { id title } } }",
  "page by title": "{ records(first: 20) { nodes { id title } } }",
  "theme and partner, with count": `{ events(filter: { themes: ["TECHNOLOGY"], partners: ["CPS"] }) { totalCount nodes { id title } } }`,
  "a month, with count": `{ events(filter: { from: "2022-03-01", to: "2022-03-31" }) { totalCount nodes { id title } } }`,
  "four facets": `{ records(first: 20) { totalCount nodes { id } ${FACETS} } }`,
  "rare word": `{ records(filter: { text: "${RARE_WORD}" }) { totalCount nodes { id title } } }`,
  "word in every record: page": `{ records(filter: { text: "${WORD_IN_ALL}" }) { nodes { id title } } }`,
  "word in every record, with count": `{ records(filter: { text: "${WORD_IN_ALL}" }) { totalCount nodes { id title } } }`,
  "word in every record, with count and facets": `{ records(filter: { text: "${WORD_IN_ALL}" }) { totalCount nodes { id title } ${FACETS} } }`,
  "themes with two counts": "{ themes { code events { totalCount } recommendations { totalCount } } }",
  "themes with three events": "{ themes { code events(first: 3) { nodes { id title } } } }",
  overview: `{ overview { progress(by: THEME) { code total overdue claimed { status count } assessed { status count } }
    coverage { theme { code } partner { code } events publications recommendations legitimacyIndicators }
    sources { partner { code } state records } } }`,
  gaps: "{ overview { gaps { kind theme { code } record { id title } } gapsConnection(first: 20) { totalCount nodes { kind record { id } } } } }",
};
const VIEWERS = {
  anybody: { partners: false, cabinet: false, own: [] },
  cabinet: { partners: true, cabinet: true, own: [] },
};

await benchmark(
  {
    about: `Measures lists over generated records, for a reader without a token and for the cabinet.
Prints the time of each request, nothing of which is kept between them. Rounds go over all requests in turn.`,
    counts: {
      records: { about: "records", default: 100_000 },
      rounds: { about: "rounds; fewer tell no p95", default: 40, min: 20 },
    },
    database: "address of a hub's database to measure, filled by generate-records.ts; it is filled if it is empty",
  },
  async ({ records, rounds, databaseUrl }, defer) => {
    const url = databaseUrl ?? (await (await temporaryPostgres(defer)).ensureDatabase("lists"));
    const partners = PARTNER_CODES.map((code) => createStubDefinition(code));
    const { owner, read } = await openCatalogueOf(url, partners, defer);
    const { rowCount } = await owner.query("select from record limit 1");
    if (!rowCount)
      await generateRecords(owner, { records, partners: PARTNER_CODES, onProgress: showProgress("records", records) });

    const times = new Map<string, number[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const [who, viewer] of Object.entries(VIEWERS)) {
        for (const [what, source] of Object.entries(REQUESTS)) {
          const name = `${who}: ${what}`;
          times.set(name, [...(times.get(name) ?? []), await read(source, { viewer })]);
        }
      }
    }
    const print = startTable(...SPREAD, "request");
    for (const [name, each] of times) print(...spreadOf(each).cells, name);
  },
);
