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
import { createPartnerServer, frNl, type Partner } from "@segpol/kit";
import { ask } from "@segpol/kit/testing";
import { type PostgresServer, startTemporaryPostgres } from "@segpol/launcher";
import { graphql } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { partner as gent } from "../../plugins/gent/src/partner.js";

const ID = "gent:recommendation:due";
const DUE = "2026-03-10";
/** In Brussels, where it is an hour later than in UTC. */
const BEFORE_MIDNIGHT = new Date("2026-03-10T22:59:59Z");
const AFTER_MIDNIGHT = new Date("2026-03-10T23:00:01Z");

let now = BEFORE_MIDNIGHT;
const clock = (): Date => now;
const opened: { stop(): Promise<unknown> }[] = [];
let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startTemporaryPostgres();
});
afterAll(async () => {
  for (const each of opened.toReversed()) await each.stop();
  await postgres?.stop();
});

/** A partner with a recommendation, and a measure of it, that are due on the day. */
function duePartner(): Partner {
  const text = frNl("Former", "Opleiden");
  return {
    ...gent,
    seed: {
      version: "due",
      recommendations: [
        {
          id: ID,
          title: text,
          ref: "1",
          dueOn: DUE,
          measures: [{ ref: "1.1", text }],
          provenance: { document: "Made for this test", locator: "1" },
        },
      ],
    },
  };
}

async function overdueAtPartner(url: string): Promise<unknown> {
  const query = `{ _entities(representations: [{__typename: "GentRecommendation", id: "${ID}"}]) {
    ... on GentRecommendation { progress { overdue } measures { progress { overdue } } } } }`;
  const { data, errors } = await ask(url, query);
  expect(errors).toEqual([]);
  return data;
}

async function openCatalogue(): Promise<() => Promise<unknown>> {
  const databaseUrl = await postgres.ensureDatabase("hub");
  const db = createHubDatabase(databaseUrl);
  const readers = createHubReaders(databaseUrl);
  opened.push({ stop: () => Promise.all([db.destroy(), readers.destroy()]) });
  await migrateHubDatabase(db);
  const partners = [createStubDefinition("GENT", { kinds: ["Recommendation"] })];
  await syncPartners(db, partners, new Date(0));
  const progress = { claimed: "NO_EVIDENCE", assessed: null, closure: "OPEN", overdue: false, lastFollowUpOn: null };
  const content = { id: ID, title: "Opleiden", dueOn: DUE, progress };
  const record = {
    id: ID,
    typeName: "GentRecommendation",
    kind: "Recommendation",
    content,
    links: [],
    texts: [],
  } as const;
  const state = { withdrawn: [], cursor: "c", epoch: "e", asOf: new Date(0).toISOString(), hasMore: false };
  await applyPage(db, "GENT", { ...state, records: [record] });
  const { catalogueSdl } = composeHub(partners, { version: 1 });
  const { schema, createContext } = createCatalogue({ readers, partners, catalogueSdl, clock });
  return async () => {
    const source = "{ recommendations { nodes { progress { overdue } } } }";
    const { data, errors } = await graphql({ schema, source, contextValue: createContext() });
    expect(errors).toBeUndefined();
    return data;
  };
}

test("a recommendation and its measures are overdue from the midnight of Brussels on, at the partner and in the catalogue", async () => {
  const databaseUrl = await postgres.ensureDatabase("gent");
  const server = await createPartnerServer(duePartner(), { databaseUrl, port: 0, clock });
  opened.push(server);
  const overdueInCatalogue = await openCatalogue();
  for (const [instant, overdue] of [
    [BEFORE_MIDNIGHT, false],
    [AFTER_MIDNIGHT, true],
  ] as const) {
    now = instant;
    expect(await overdueAtPartner(server.url)).toEqual({
      _entities: [{ progress: { overdue }, measures: [{ progress: { overdue } }] }],
    });
    expect(await overdueInCatalogue()).toEqual({ recommendations: { nodes: [{ progress: { overdue } }] } });
  }
});
