import {
  type PartnerDefinition,
  applyPage,
  composeHub,
  createCatalogue,
  createHubDatabase,
  createHubReaders,
  migrateHubDatabase,
  syncPartners,
} from "@segpol/gateway";
import { createStubDefinition } from "@segpol/gateway/testing";
import type { PostgresServer } from "@segpol/launcher";
import { graphql } from "graphql";
import pg from "pg";
import type { Defer } from "./benchmark.ts";
import { timed } from "./times.ts";

type Page = Parameters<typeof applyPage>[2];
type CatalogueContextOptions = Parameters<ReturnType<typeof createCatalogue>["createContext"]>[0];
const PAGE = 500;

/** What an event of partner BENCH is made of, but for what all of them have. */
interface BenchEvent {
  readonly index: number;
  readonly title: string;
  readonly content: object;
  readonly topics: readonly string[];
  /** What the hub searches beside the title: text by field. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** An event as the harvest gives it to the index. */
export function benchEvent({ index, title, content, topics, texts = {} }: BenchEvent): Page["records"][number] {
  const id = `bench:event:e-${index}`;
  const day = new Date(Date.UTC(2020, 0, 1 + (index % 1_500))).toISOString().slice(0, 10);
  return {
    id,
    typeName: "BenchEvent",
    kind: "Event",
    content: {
      id,
      title,
      themes: [{ code: index % 2 === 0 ? "TRUST" : "TECHNOLOGY" }],
      kind: "STUDY_DAY",
      date: { text: day, edtf: day, earliest: day, latest: day, basis: "STATED" },
      topics,
      ...content,
    },
    links: [],
    texts: Object.entries({ title, ...texts }).map(([field, text]) => ({
      field,
      language: "NL" as const,
      text,
      original: true,
    })),
  };
}

/** A catalogue of partner BENCH, which keeps events, over a database of its own. */
export async function openCatalogue(postgres: PostgresServer, name: string, defer: Defer) {
  const partners = [createStubDefinition("BENCH", { kinds: ["Event"] })];
  return await openCatalogueOf(await postgres.ensureDatabase(name), partners, defer);
}

/** A catalogue of these partners over a database, which is migrated, and the database's owner. */
export async function openCatalogueOf(databaseUrl: string, partners: readonly PartnerDefinition[], defer: Defer) {
  const db = createHubDatabase(databaseUrl);
  defer(() => db.destroy());
  const readers = createHubReaders(databaseUrl);
  defer(() => readers.destroy());
  const owner = new pg.Client({ connectionString: databaseUrl, options: "-c segpol.reader={WRITER}" });
  await owner.connect();
  defer(() => owner.end());
  await migrateHubDatabase(db);
  await syncPartners(db, partners, new Date(0));
  const { catalogueSdl } = composeHub(partners, { version: 1 });
  const { schema, createContext } = createCatalogue({ readers, partners, catalogueSdl });
  return {
    owner,
    /** Writes these events as a harvest does. */
    async write(count: number, event: (index: number) => Page["records"][number]): Promise<void> {
      for (let first = 0; first < count; first += PAGE) {
        const records = Array.from({ length: Math.min(PAGE, count - first) }, (_, index) => event(first + index));
        const state = { withdrawn: [], cursor: "c", epoch: "e", asOf: new Date().toISOString(), hasMore: false };
        await applyPage(db, "BENCH", { ...state, records });
      }
    },
    /** Milliseconds that a query takes. */
    async read(source: string, options: CatalogueContextOptions = {}): Promise<number> {
      return await timed(async () => {
        const { errors } = await graphql({ schema, source, contextValue: createContext(options) });
        if (errors) throw new AggregateError(errors, "A list could not be read.");
      });
    },
    /** What autovacuum does by itself in its own time. */
    async tidy(): Promise<void> {
      await owner.query("vacuum analyze");
    },
  };
}
