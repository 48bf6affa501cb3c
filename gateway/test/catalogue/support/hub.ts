import type { Visibility } from "@segpol/identity";
import { openTestDatabases, type TestDatabases } from "@segpol/launcher/testing";
import { type Language, parseRecordId } from "@segpol/schema";
import { graphql } from "graphql";
import type { Kysely } from "kysely";
import { type Catalogue, type CatalogueContextOptions, createCatalogue } from "../../../src/catalogue/catalogue.js";
import { createHubDatabase } from "../../../src/catalogue/database/database.js";
import type { HubDatabase } from "../../../src/catalogue/database/tables.js";
import { applyPage } from "../../../src/catalogue/write/index-writer.js";
import { createHubReaders, type HubReaders } from "../../../src/catalogue/database/readers.js";
import { syncPartners } from "../../../src/catalogue/write/source-writer.js";
import { makeCatalogueDatabase } from "../../support/hub-database.js";
import { TODAY } from "./generate.js";
import { CATALOGUE_SDL, PARTNER_CODES, PARTNERS } from "./graph.js";
import { harvested, type ModelRecord } from "./model.js";

/** Noon of the day on which the tests take place. */
export const NOW = new Date(`${TODAY}T10:00:00.000Z`);

export interface Answer<T> {
  readonly data: T;
  readonly errors: readonly { readonly message: string; readonly code: unknown }[];
}

/** A catalogue over a database of its own. */
export interface TestHub {
  readonly db: Kysely<HubDatabase>;
  readonly readers: HubReaders;
  readonly databaseUrl: string;
  /** The same database, for the role that may do everything. */
  readonly superuserUrl: string;
  /** Another database, empty. */
  newDatabase(): Promise<string>;
  readonly catalogue: Catalogue;
  /** SQL statements so far, but for those that begin and end a transaction. */
  readonly statements: string[];
  /** What the catalogue takes for now. */
  now: Date;
  index(records: readonly ModelRecord[], asOf?: string): Promise<void>;
  /** `visibility`: the one that its owner gives with it, of a record that is withdrawn already as well. */
  withdraw(id: string, visibility?: Visibility): Promise<void>;
  erase(id: string): Promise<void>;
  /** Data and errors, whatever they are. */
  ask<T>(query: string, variables?: Record<string, unknown>, options?: CatalogueContextOptions): Promise<Answer<T>>;
  /** Data; an error fails the test. */
  get<T>(query: string, variables?: Record<string, unknown>, languages?: readonly Language[]): Promise<T>;
  stop(): Promise<void>;
}

export async function startHub(records: readonly ModelRecord[] = []): Promise<TestHub> {
  const databases = await openTestDatabases();
  try {
    return await openHub(databases, records);
  } catch (error) {
    await databases.close();
    throw error;
  }
}

async function openHub(databases: TestDatabases, records: readonly ModelRecord[]): Promise<TestHub> {
  const { ownerUrl: databaseUrl, superuserUrl } = await makeCatalogueDatabase(databases);
  const statements: string[] = [];
  const log = ({ query }: { readonly query: { readonly sql: string } }): void => {
    if (!/^(begin|start transaction|commit|rollback)/.test(query.sql)) statements.push(query.sql);
  };
  const db = createHubDatabase(databaseUrl, { log });
  const readers = createHubReaders(databaseUrl, { log });
  await syncPartners(db, PARTNERS, new Date("2022-01-01T00:00:00Z"));
  const catalogue = createCatalogue({ readers, partners: PARTNERS, catalogueSdl: CATALOGUE_SDL, clock: () => hub.now });
  const page = (asOf: string) => ({ withdrawn: [], cursor: "c", epoch: "e", asOf, hasMore: false });
  const hub: TestHub = {
    db,
    readers,
    databaseUrl,
    superuserUrl,
    newDatabase: async () => (await databases.create("other")).ownerUrl,
    catalogue,
    statements,
    now: NOW,
    async index(given, asOf = NOW.toISOString()) {
      for (const code of PARTNER_CODES) {
        const own = given.filter(({ partner }) => partner === code).map(harvested);
        if (own.length > 0) await applyPage(db, code, { ...page(asOf), records: own }, hub.now);
      }
    },
    async withdraw(id, visibility) {
      const withdrawnNow = visibility ? [{ id, visibility }] : [];
      const gone = { ...page(hub.now.toISOString()), records: [], withdrawn: [id], withdrawnNow };
      await applyPage(db, ownerOf(id), gone, hub.now);
    },
    async erase(id) {
      await applyPage(db, ownerOf(id), { ...page(hub.now.toISOString()), records: [], erased: [id] }, hub.now);
    },
    async ask<T>(
      source: string,
      variableValues: Record<string, unknown> = {},
      options: CatalogueContextOptions = {},
    ): Promise<Answer<T>> {
      const contextValue = catalogue.createContext(options);
      const { data, errors = [] } = await graphql({ schema: catalogue.schema, source, variableValues, contextValue });
      return {
        data: data as T,
        errors: errors.map(({ message, extensions }) => ({ message, code: extensions["code"] })),
      };
    },
    async get<T>(
      source: string,
      variables: Record<string, unknown> = {},
      languages: readonly Language[] = [],
    ): Promise<T> {
      const { data, errors } = await hub.ask<T>(source, variables, { languages });
      if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
      return data;
    },
    async stop() {
      await readers.destroy();
      await db.destroy();
      await databases.close();
    },
  };
  await hub.index(records);
  return hub;
}

function ownerOf(id: string): string {
  return parseRecordId(id)?.partner ?? "";
}
