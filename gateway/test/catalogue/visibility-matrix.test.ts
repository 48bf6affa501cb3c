import { readScopeOf, type Role, VISIBILITIES } from "@segpol/identity";
import { CRITERION_CODES, RECORD_KINDS, type RecordKind, recordId, recordTypeName } from "@segpol/schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOW, startHub, type TestHub } from "./support/hub.js";
import { type ModelRecord, modelRecord } from "./support/model.js";
import { type Asking, askAs, identityOf, maySee, named, OWNERS } from "./support/visibility-rule.js";
import { READERS } from "../support/readers.js";

const THEME = "TRUST";
const [CRITERION] = CRITERION_CODES;

const words: ReadonlyMap<string, string> = new Map(
  OWNERS.flatMap((owner) =>
    VISIBILITIES.flatMap((visibility) =>
      RECORD_KINDS.map((kind) => {
        const word = `${owner}${visibility}${kind}`.toLowerCase();
        return [recordId(owner, kind, visibility.toLowerCase()), word] as const;
      }),
    ),
  ),
);

const anchorOf = (id: string): string => id.replaceAll(":", "-");
const LINKED_BY: Readonly<Record<RecordKind, readonly [rel: string, from: RecordKind]>> = {
  Event: ["event", "Publication"],
  Publication: ["publication", "Recommendation"],
  Recommendation: ["related", "Recommendation"],
  LegitimacyIndicator: ["legitimacyIndicator", "Recommendation"],
};
/** By what a record of a kind names another. */
const LINKS_TO: Readonly<Record<RecordKind, { readonly rel: string; readonly id: string }>> = {
  Event: { rel: "series", id: "gent:event:named" },
  Publication: { rel: "event", id: "gent:event:named" },
  Recommendation: { rel: "event", id: "gent:event:named" },
  LegitimacyIndicator: { rel: "recommendation", id: "gent:recommendation:named" },
};

/** Of each owner one record of each kind and visibility, which belongs into every list, count and cell there is. */
const records: readonly ModelRecord[] = OWNERS.flatMap((owner) =>
  VISIBILITIES.flatMap((visibility) =>
    RECORD_KINDS.map((kind) => {
      const id = recordId(owner, kind, visibility.toLowerCase());
      return modelRecord(id, {
        visibility,
        title: { original: "NL", NL: `Titel ${words.get(id)}` },
        themes: [THEME],
        criteria: CRITERION ? [CRITERION] : [],
        date: kind === "Event" ? { edtf: "2022-07-01", earliest: "2022-07-01", latest: "2022-07-01" } : null,
        dueOn: kind === "Recommendation" ? "2022-01-01" : null,
        organisers: kind === "Event" ? ["VCLP"] : [],
        links: [LINKS_TO[kind]],
      });
    }),
  ),
);
/** Public records of another partner: they name each of the others, and are named by them. */
const anchors: readonly ModelRecord[] = [
  modelRecord("gent:event:named"),
  modelRecord("gent:recommendation:named", { responses: [{ body: "x", value: "SUPPORTED" }] }),
  ...records.map(({ id, kind }) => {
    const [rel, from] = LINKED_BY[kind];
    const answered = from === "Recommendation" ? { responses: [{ body: "x", value: "SUPPORTED" }] } : {};
    return modelRecord(recordId("GENT", from, anchorOf(id)), { links: [{ rel, id }], ...answered });
  }),
];
const isOneOfThem = new Set(records.map(({ id }) => id));

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub([...records, ...anchors]);
  hub.now = new Date(NOW.getTime() + 60_000);
});
afterAll(async () => await hub.stop());

const THEN = new Date(NOW.getTime() + 30_000);

/** Every text of an answer that is the id of one of the records, wherever it stands. */
function idsWithin(answer: unknown): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string" && isOneOfThem.has(value)) found.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(answer);
  return [...found].toSorted();
}

/** One question for each record, under an alias that is its id; the records whose answer passes. */
async function each(
  ask: Asking,
  question: (record: ModelRecord) => string,
  passes: (answer: unknown) => boolean,
  at?: Date,
): Promise<string[]> {
  const alias = (index: number): string => `r${index}`;
  const query = `{ ${records.map((record, index) => `${alias(index)}: ${question(record)}`).join(" ")} }`;
  const data = (await ask(query, at)) as Record<string, unknown>;
  return records
    .filter((_record, index) => passes(data[alias(index)]))
    .map(({ id }) => id)
    .toSorted();
}

const LISTS: Readonly<Record<RecordKind, string>> = {
  Event: "events",
  Publication: "publications",
  Recommendation: "recommendations",
  LegitimacyIndicator: "legitimacyIndicators",
};
const byWord = ({ id }: ModelRecord, selection: string): string =>
  `records(filter: { text: "${words.get(id)}" }) { ${selection} }`;
const has =
  (field: string) =>
  (answer: unknown): boolean => {
    const value = (answer as Record<string, unknown> | null)?.[field];
    return Array.isArray(value)
      ? value.length > 0
      : typeof value === "number"
        ? value > 0
        : value !== null && value !== undefined;
  };
const NODES = "nodes { id }";
const ofPartner = Object.values(LISTS)
  .map((list) => `${list}(first: 100) { ${NODES} }`)
  .join(" ");

interface Way {
  readonly kinds?: readonly RecordKind[];
  /** Ids of the records that are reached. */
  readonly reach: (ask: Asking, roles: readonly Role[] | undefined) => Promise<string[]>;
}

const page =
  (query: string): Way["reach"] =>
  async (ask) =>
    idsWithin(await ask(query));

/** Each of the records lacks a text in German. */
const ALL_LACK = `filter: { partners: ["CPS", "CPL"], kinds: [TEXT_MISSING_DE] }`;

const WAYS: Readonly<Record<string, Way>> = {
  "the list of all records": { reach: page(`{ records(first: 100) { ${NODES} edges { cursor node { id } } } }`) },
  ...Object.fromEntries(
    RECORD_KINDS.map((kind): [string, Way] => [
      `the list of ${LISTS[kind]}`,
      { kinds: [kind], reach: page(`{ ${LISTS[kind]}(last: 100) { ${NODES} } }`) },
    ]),
  ),
  "a list by pages of one": {
    reach: async (ask) => {
      const ids: string[] = [];
      for (let after = "null"; after !== "end";) {
        const answer = (await ask(
          `{ records(first: 1, after: ${after}) { ${NODES} pageInfo { hasNextPage endCursor } } }`,
        )) as { records: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
        ids.push(...idsWithin(answer.records.nodes));
        const { hasNextPage, endCursor } = answer.records.pageInfo;
        after = hasNextPage ? JSON.stringify(endCursor) : "end";
      }
      return ids.toSorted();
    },
  },
  "the record": { reach: async (ask) => await each(ask, ({ id }) => `record(id: "${id}") { id title }`, has("id")) },
  "a search": { reach: async (ask) => await each(ask, (record) => byWord(record, NODES), has("nodes")) },
  "the count of a search": {
    reach: async (ask) => await each(ask, (record) => byWord(record, "totalCount"), has("totalCount")),
  },
  "the facets of a search": {
    reach: async (ask) =>
      await each(
        ask,
        (record) =>
          byWord(record, "facets { themes { code count } partners { code } kinds { code } statuses { code } }"),
        (answer) => JSON.stringify(answer).includes('"code"'),
      ),
  },
  "a theme": { reach: page(`{ theme(code: "${THEME}") { ${ofPartner} } }`) },
  "all themes": { reach: page(`{ themes { ${ofPartner} } }`) },
  "a criterion": {
    kinds: ["Recommendation", "LegitimacyIndicator"],
    reach: page(
      `{ criteria { recommendations(first: 100) { ${NODES} } legitimacyIndicators(first: 100) { ${NODES} } } }`,
    ),
  },
  "whom events are organised by": {
    kinds: ["Event"],
    reach: page(`{ events(first: 100, filter: { organisers: ["VCLP"] }) { ${NODES} } }`),
  },
  "the count of a series": {
    kinds: ["Event"],
    reach: async (ask) => {
      const { record } = (await ask(
        `{ record(id: "gent:event:named") { ... on Event { events(first: 1) { totalCount } } } }`,
      )) as { record: { events: { totalCount: number } } };
      const ids = idsWithin(await ask(`{ events(first: 100) { ${NODES} } }`));
      return record.events.totalCount === ids.length ? ids : [`${record.events.totalCount} events`];
    },
  },
  "a partner": { reach: page(`{ partners { ${ofPartner} } }`) },
  "a link from another record": {
    reach: async (ask) =>
      idsWithin(
        await ask(`{ records(first: 100, filter: { partners: "GENT" }) { nodes {
          ... on Publication { event { id } }
          ... on Recommendation { publication { id } relatedRecommendations { id } legitimacyIndicators { id } }
        } } }`),
      ),
  },
  "a link to another record": {
    reach: page(`{
      event: record(id: "gent:event:named") { ... on Event {
        events(first: 100) { ${NODES} } publications(first: 100) { ${NODES} } recommendations(first: 100) { ${NODES} } } }
      recommendation: record(id: "gent:recommendation:named") { ... on Recommendation { legitimacyIndicators { id } } }
    }`),
  },
  "a reference from another subgraph": {
    reach: async (ask) =>
      idsWithin(
        await ask(
          `{ _entities(representations: [${records
            .map(({ id, partner, kind }) => `{ __typename: "${recordTypeName(partner, kind)}", id: "${id}" }`)
            .join(", ")}]) { ... on Record { id title } } }`,
        ),
      ),
  },
  "the list as of an earlier instant": {
    reach: async (ask) => idsWithin(await ask(`{ records(first: 100) { ${NODES} } }`, THEN)),
  },
  "the record as of an earlier instant": {
    reach: async (ask) => await each(ask, ({ id }) => `record(id: "${id}") { id }`, has("id"), THEN),
  },
  "a search as of an earlier instant": {
    reach: async (ask) => await each(ask, (record) => byWord(record, "totalCount"), has("totalCount"), THEN),
  },
  "a link as of an earlier instant": {
    kinds: ["Event"],
    reach: async (ask) =>
      idsWithin(await ask(`{ publications(first: 100) { nodes { event { id } } } }`, THEN)).filter((id) =>
        id.includes(":event:"),
      ),
  },
  "what has changed": { reach: page(`{ changes(since: "2000-01-01T00:00:00Z", first: 100) { nodes { recordId } } }`) },
  "the record of what has changed": {
    reach: page(`{ changes(since: "2000-01-01T00:00:00Z", first: 100) { nodes { record { id title } } } }`),
  },
  "a search in what has changed": {
    reach: async (ask) =>
      await each(
        ask,
        ({ id }) => `changes(since: "2000-01-01T00:00:00Z", filter: { text: "${words.get(id)}" }) { totalCount }`,
        has("totalCount"),
      ),
  },
  "upcoming events": { kinds: ["Event"], reach: page(`{ overview { upcomingEvents(first: 100) { ${NODES} } } }`) },
  "overdue recommendations": {
    kinds: ["Recommendation"],
    reach: page(`{ overview { overdueRecommendations(first: 100) { ${NODES} } } }`),
  },
  gaps: { reach: page(`{ overview { gaps { kind record { id } partner { code } } } }`) },
  "gaps of a kind": {
    reach: page(`{ overview { gapsConnection(first: 100, ${ALL_LACK}) { nodes { record { id } } } } }`),
  },
  "gaps as of an earlier instant": {
    reach: async (ask) =>
      idsWithin(
        await ask(`{ overview { gapsConnection(first: 100, ${ALL_LACK}) { nodes { record { id } } } } }`, THEN),
      ),
  },
  "a list by their ids": {
    reach: async (ask) =>
      idsWithin(
        await ask(
          `{ records(first: 100, filter: { ids: [${records.map(({ id }) => JSON.stringify(id)).join(", ")}] }) { ${NODES} } }`,
        ),
      ),
  },
  "a copy": { reach: async (_ask, roles) => await copied(roles, null) },
  "a copy of an earlier instant": { reach: async (_ask, roles) => await copied(roles, THEN) },
};

async function copied(roles: readonly Role[] | undefined, at: Date | null): Promise<string[]> {
  const viewer = readScopeOf(identityOf(roles));
  const { catalogue } = hub.catalogue.createContext({ viewer, at });
  // Whoever asked before has had them kept in memory.
  const found = await Promise.all(records.map(({ id }) => catalogue.records.byId(id, new Set(["provenance"]))));
  return found.flatMap((row) => (row?.details ? [row.id] : [])).toSorted();
}

describe.each(READERS.map((roles) => [named(roles), roles] as const))("whoever has %s", (_name, roles) => {
  const ask = askAs(() => hub, roles);
  const seen = records.filter(({ visibility, partner }) => maySee(roles, visibility, partner));

  test.each(Object.entries(WAYS))(
    "reaches by %s what is theirs to see, and nothing else",
    async (_way, { kinds = RECORD_KINDS, reach }) => {
      const expected = seen.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
      expect(await reach(ask, roles)).toEqual(expected.toSorted());
    },
  );

  test("finds nothing else counted", async () => {
    const count = (passes: (record: ModelRecord) => boolean): number => seen.filter(passes).length;
    const answer = (await ask(`{
      records(filter: { partners: ["CPS", "CPL"] }) { totalCount facets { themes { code count } partners { code count } kinds { code count } } }
      theme(code: "${THEME}") { ${Object.values(LISTS)
        .map((list) => `${list} { totalCount }`)
        .join(" ")} }
      partners { code events { totalCount } source { records problem } }
      changes(since: "2000-01-01T00:00:00Z", filter: { partners: ["CPS", "CPL"] }) { totalCount }
      overview {
        coverage { theme { code } partner { code } events publications recommendations legitimacyIndicators }
        progress(by: PARTNER) { code total overdue claimed { status count } }
        upcomingEvents(first: 1) { totalCount } overdueRecommendations(first: 1) { totalCount }
        progressHistory(from: "2022-06-15", partners: ["CPS", "CPL"]) { total neverReported }
        gapsConnection(${ALL_LACK}) { totalCount kinds { kind count } partners { partner { code } count } }
      }
    }`)) as {
      records: { totalCount: number; facets: Record<string, { code: string; count: number }[]> };
      theme: Record<string, { totalCount: number }>;
      partners: { code: string; events: { totalCount: number }; source: { records: number } }[];
      changes: { totalCount: number };
      overview: {
        coverage: ({ theme: { code: string }; partner: { code: string } } & Record<string, unknown>)[];
        progress: { code: string; total: number; overdue: number }[];
        upcomingEvents: { totalCount: number };
        overdueRecommendations: { totalCount: number };
        progressHistory: unknown;
        gapsConnection: { totalCount: number; kinds: unknown[]; partners: unknown[] };
      };
    };
    const recommendations = count(({ kind }) => kind === "Recommendation");
    expect(answer.overview.progressHistory).toEqual([{ total: recommendations, neverReported: recommendations }]);
    const { gapsConnection } = answer.overview;
    expect(gapsConnection.totalCount).toBe(seen.length);
    expect(gapsConnection.kinds).toContainEqual({ kind: "TEXT_MISSING_DE", count: seen.length });
    expect(answer.records.totalCount).toBe(seen.length);
    expect(answer.changes.totalCount).toBe(seen.length);
    expect(answer.records.facets["themes"]).toEqual([{ code: THEME, count: seen.length }]);
    for (const kind of RECORD_KINDS) {
      expect(answer.theme[LISTS[kind]]?.totalCount).toBe(count((record) => record.kind === kind));
    }
    for (const owner of OWNERS) {
      const own = (kind: RecordKind): number => count((record) => record.partner === owner && record.kind === kind);
      const ofOwner = count((record) => record.partner === owner);
      expect(answer.records.facets["partners"]).toContainEqual({ code: owner, count: ofOwner });
      expect(gapsConnection.partners).toContainEqual({ partner: { code: owner }, count: ofOwner });
      const partner = answer.partners.find(({ code }) => code === owner);
      expect(partner).toMatchObject({ events: { totalCount: own("Event") }, source: { records: ofOwner } });
      const cell = answer.overview.coverage.find(
        ({ theme, partner }) => theme.code === THEME && partner.code === owner,
      );
      expect(cell).toMatchObject(Object.fromEntries(RECORD_KINDS.map((kind) => [LISTS[kind], own(kind)])));
      const progress = answer.overview.progress.find(({ code }) => code === owner);
      expect(progress).toMatchObject({ total: own("Recommendation"), overdue: own("Recommendation") });
    }
    expect(answer.overview.upcomingEvents.totalCount).toBe(count(({ kind }) => kind === "Event"));
    expect(answer.overview.overdueRecommendations.totalCount).toBe(count(({ kind }) => kind === "Recommendation"));
  });

  test("learns nothing from a cursor that somebody else was given", async () => {
    const everything = (await askAs(
      () => hub,
      ["cabinet"],
    )(`{ records(first: 100) { edges { cursor node { id } } } }`)) as {
      records: { edges: { cursor: string; node: { id: string } }[] };
    };
    const own = new Set(idsWithin(await ask(`{ records(first: 100) { ${NODES} } }`)));
    const ids = everything.records.edges.map(({ node }) => node.id);
    const seenOf = (some: readonly string[]): string[] => some.filter((id) => own.has(id)).toSorted();
    expect(seenOf(ids)).not.toEqual([]);
    const answers = (await ask(
      `{ ${everything.records.edges
        .map(
          ({ cursor }, index) => `
        after${index}: records(first: 100, after: "${cursor}") { ${NODES} pageInfo { startCursor endCursor hasPreviousPage } }
        before${index}: records(last: 100, before: "${cursor}") { ${NODES} pageInfo { startCursor endCursor hasNextPage } }`,
        )
        .join("")} }`,
    )) as Record<string, unknown>;
    expect(ids.map((_id, index) => [answers[`after${index}`], answers[`before${index}`]].map(idsWithin))).toEqual(
      ids.map((_id, index) => [seenOf(ids.slice(index + 1)), seenOf(ids.slice(0, index))]),
    );
  });
});
