import type { Role } from "@segpol/identity";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { compareWays } from "./support/compare-ways.js";
import { ask, query } from "./support/graph.js";
import { until } from "../support/until.js";
import { type RunningHub, startHub } from "./support/running-hub.js";

/** Who asks, by their roles; those of anybody: no token at all. */
const READERS = {
  anybody: [],
  "staff of another partner": ["partner:CPL:reader"],
  "an editor of another partner": ["partner:CPL:editor"],
  "staff of the owner": ["partner:GENT:reader"],
  "an editor of the owner": ["partner:GENT:editor"],
  "the cabinet": ["cabinet"],
  "an administrator of the hub": ["hub:admin"],
  "a harvester": ["hub:harvester"],
} as const satisfies Record<string, readonly Role[]>;
type Reader = keyof typeof READERS;
const readers = Object.keys(READERS) as Reader[];

const KINDS = ["event", "publication", "recommendation", "indicator"] as const;
type Kind = (typeof KINDS)[number];
const STATES = ["public", "partners", "cabinet", "draft"] as const;
type State = (typeof STATES)[number];

const OWN = new Set<Reader>(["staff of the owner", "an editor of the owner"]);
const OTHERS_STAFF = new Set<Reader>(["staff of another partner", "an editor of another partner"]);

/** What the rule gives: written down here once more, from the rule's words rather than from its code. */
function statesSeen(reader: Reader, place: "hub" | "owner" | "desk"): readonly State[] {
  if (place === "desk") return OWN.has(reader) ? STATES : [];
  if (reader === "the cabinet" || OWN.has(reader)) return ["public", "partners", "cabinet"];
  if (reader === "a harvester" && place === "owner") return ["public", "partners", "cabinet"];
  return OTHERS_STAFF.has(reader) ? ["public", "partners"] : ["public"];
}

const idOf = (kind: Kind, state: State): string => `gent:${kind}:matrix-${state}`;
const nameOf = (kind: Kind, state: State): string => `${kind} matrix-${state}`;
const ALL = KINDS.flatMap((kind) => STATES.map((state) => ({ kind, state })));

/** Every record of the matrix that an answer tells of anywhere, by its id or its title. */
function toldOf(answer: unknown): string[] {
  const found = JSON.stringify(answer).matchAll(/(event|publication|recommendation|indicator)[: ]matrix-(\w+)/g);
  return [...new Set([...found].map(([, kind, state]) => `${kind} matrix-${state}`))].toSorted();
}

const NODES = "{ nodes { id title summary } }";
const LISTS = `events(first: 100) ${NODES} publications(first: 100) ${NODES} recommendations(first: 100) ${NODES}
  legitimacyIndicators(first: 100) ${NODES}`;
const COUNTS = (scope: string): string => `{ ${["events", "publications", "recommendations", "legitimacyIndicators"]
  .map(
    (list) =>
      `${list}(filter: { ${scope} }, first: 1) { totalCount facets { kinds { count } themes { code count } partners { code count } } }`,
  )
  .join(" ")}
  records(filter: { ${scope} }, first: 1) { totalCount facets { kinds { code count } } }
  overview { coverage { theme { code } partner { code } events publications recommendations legitimacyIndicators } progress(by: PARTNER) { code total } }
  partner(code: "GENT") { source { records } } }`;
const DETAILS = `{ ${ALL.map(
  ({ kind, state }, index) => `r${index}: record(id: "${idOf(kind, state)}") {
    id title summary provenance { document } ... on Event { speakers } ... on Publication { documents { url } }
    ... on Recommendation { goal measures { text } } ... on LegitimacyIndicator { method } }`,
).join("\n")} }`;
const LINKS_OUT = `{ ${STATES.map(
  (state) => `${state}: record(id: "gent:recommendation:anker-${state}") { ... on Recommendation {
    event { id title } publication { id title } legitimacyIndicators { id title } relatedRecommendations { id title } } }`,
).join("\n")} }`;
const LINKS_IN = `{
  event: record(id: "gent:event:anker") { ... on Event { events ${NODES} publications ${NODES} recommendations ${NODES} } }
  recommendation: record(id: "gent:recommendation:anker") { ... on Recommendation { legitimacyIndicators { id title } } }
}`;

interface Way {
  readonly query: string;
  /** Kinds that can be met on this way. Default: all. */
  readonly kinds?: readonly Kind[];
  readonly headers?: () => Record<string, string>;
}

describe("a record", () => {
  let hub: RunningHub;
  let before: string;
  let after: string;
  const tokens = new Map<Reader, string>();

  const headersOf = (reader: Reader): Record<string, string> => {
    const token = tokens.get(reader);
    return token === undefined ? {} : { authorization: `Bearer ${token}` };
  };
  const desk = async <T>(text: string, variables: Record<string, unknown>, reader: Reader) =>
    await ask<T>(hub.partnerUrl("GENT").replace(/\/graphql$/, "/desk/graphql"), text, {
      variables,
      headers: headersOf(reader),
    });

  async function keep(kind: Kind, slug: string, input: Record<string, unknown>, draft = false): Promise<void> {
    const type = {
      event: "Event",
      publication: "Publication",
      recommendation: "Recommendation",
      indicator: "LegitimacyIndicator",
    }[kind];
    const { data, errors } = await desk<{ made: { status: string; errors: unknown[] } }>(
      `mutation ($slug: String, $input: ${type}Input!, $draft: Boolean!) {
        made: create${type}(slug: $slug, input: $input, draft: $draft) { status errors { field code message } } }`,
      { slug, input, draft },
      "an editor of the owner",
    );
    expect({ errors, made: data?.made }, `${kind} ${slug}`).toEqual({
      errors: [],
      made: { status: "CREATED", errors: [] },
    });
  }

  beforeAll(async () => {
    hub = await startHub(["GENT"]);
    for (const reader of readers) {
      if (reader !== "anybody") tokens.set(reader, await hub.token(READERS[reader]));
    }
    before = new Date().toISOString();
    await keep("event", "anker", { title: { NL: "Anker" }, kind: "SERIES" });
    await keep("recommendation", "anker", { title: { NL: "Anker" } });
    for (const { kind, state } of ALL) {
      const special = {
        event: { kind: "STUDY_DAY", date: { edtf: "2099-05-01" }, speakers: [nameOf(kind, state)] },
        publication: { type: "REPORT" },
        recommendation: { kind: "RECOMMENDATION", dueOn: "2021-01-01", goal: { NL: nameOf(kind, state) } },
        indicator: { criterion: "LEGALITY", method: { NL: nameOf(kind, state) } },
      }[kind];
      const link = {
        event: { rel: "series", id: "gent:event:anker" },
        publication: { rel: "event", id: "gent:event:anker" },
        recommendation: { rel: "event", id: "gent:event:anker" },
        indicator: { rel: "recommendation", id: "gent:recommendation:anker" },
      }[kind];
      const common = {
        title: { NL: `Schimmelpaard: ${nameOf(kind, state)}` },
        summary: { NL: nameOf(kind, state) },
        themes: ["NEW_PROTEST"],
        criteria: ["LEGALITY"],
        visibility: state === "draft" ? "PUBLIC" : state.toUpperCase(),
        links: [link],
      };
      await keep(kind, `matrix-${state}`, { ...common, ...special }, state === "draft");
    }
    for (const state of STATES) {
      const links = [
        { rel: "event", id: idOf("event", state) },
        { rel: "publication", id: idOf("publication", state) },
        { rel: "legitimacyIndicator", id: idOf("indicator", state) },
        { rel: "related", id: idOf("recommendation", state) },
      ];
      await keep("recommendation", `anker-${state}`, { title: { NL: "Anker" }, links });
    }
    const expected = KINDS.length * 3;
    await vi.waitUntil(async () => {
      const { records } = await query<{ records: { totalCount: number } }>(
        hub.url,
        '{ records(filter: { text: "schimmelpaard" }) { totalCount } }',
        { headers: headersOf("the cabinet") },
      );
      return records.totalCount === expected;
    }, 60_000);
    await vi.waitUntil(async () => {
      const { data } = await ask(hub.url, LINKS_OUT, { headers: headersOf("the cabinet") });
      return toldOf(data).length === expected;
    }, 60_000);
    after = new Date(Math.ceil(Date.now() / 1_000) * 1_000).toISOString();
    await vi.waitUntil(() => Date.now() > Date.parse(after), 20_000);
  }, 180_000);
  afterAll(() => hub?.stop());

  const expectedFor = (states: readonly State[], kinds: readonly Kind[] = KINDS): string[] =>
    kinds.flatMap((kind) => states.map((state) => nameOf(kind, state))).toSorted();

  const asOfThen = () => ({ "accept-datetime": after });
  const HUB_WAYS: Record<string, Way> = {
    "the lists": { query: `{ ${LISTS} }` },
    "the list of all kinds": {
      query: '{ records(filter: { partners: ["GENT"] }, first: 100) { nodes { id title } } }',
    },
    "its id, with its details": { query: DETAILS },
    "a search": {
      query: '{ records(filter: { text: "schimmelpaard" }, first: 100) { edges { cursor node { id title } } } }',
    },
    "its theme": { query: `{ theme(code: "NEW_PROTEST") { ${LISTS} } }` },
    "its partner": { query: `{ partner(code: "GENT") { ${LISTS} } }` },
    "a criterion": {
      query:
        "{ criteria { recommendations(first: 100) { nodes { id } } legitimacyIndicators(first: 100) { nodes { id } } } }",
      kinds: ["recommendation", "indicator"],
    },
    "links to it": { query: LINKS_OUT },
    "its links": { query: LINKS_IN },
    "the past, in lists": { query: `{ ${LISTS} }`, headers: asOfThen },
    "the past, by its id": { query: DETAILS, headers: asOfThen },
    "the past, by a search": {
      query: '{ records(filter: { text: "schimmelpaard" }, first: 100) { nodes { id } } }',
      headers: asOfThen,
    },
    "the past, by links": { query: LINKS_OUT, headers: asOfThen },
    "what is upcoming": {
      query: "{ overview { upcomingEvents(first: 100) { nodes { id title } } } }",
      kinds: ["event"],
    },
    "what is overdue": {
      query: "{ overview { overdueRecommendations(first: 100) { nodes { id title } } } }",
      kinds: ["recommendation"],
    },
    "what is missing": {
      query: `{ overview { gapsConnection(
        filter: { kinds: [RECOMMENDATION_WITHOUT_RESPONSE, INDICATOR_WITHOUT_DATA] }, first: 100
      ) { nodes { kind record { id title } } } } }`,
      kinds: ["recommendation", "indicator"],
    },
  };

  describe.each(readers)("asked at the hub by %s", (reader) => {
    it.each(Object.entries(HUB_WAYS))("is reached by way of %s where it may be, and only there", async (_, way) => {
      const { data, errors } = await ask(hub.url, way.query, { headers: { ...headersOf(reader), ...way.headers?.() } });
      expect(errors).toEqual([]);
      expect(toldOf({ data, errors })).toEqual(expectedFor(statesSeen(reader, "hub"), way.kinds));
    });

    it.each(["agenda", "agenda.ics"])("stands in the hub's page where it may be, and only there: %s", async (page) => {
      const response = await fetch(new URL(`/nl/${page}?text=schimmelpaard`, hub.url), { headers: headersOf(reader) });
      expect(response.status).toBe(200);
      const text = (await response.text()).replaceAll("\r\n ", "");
      expect(toldOf(text)).toEqual(expectedFor(statesSeen(reader, "hub"), ["event"]));
    });

    it("is among the changes where it may be, and only there", async () => {
      const { data } = await ask(
        hub.url,
        `{ changes(since: "${before}", first: 100) { totalCount nodes { kind recordId fields record { id title } } } }`,
        { headers: headersOf(reader) },
      );
      expect(toldOf(data)).toEqual(expectedFor(statesSeen(reader, "hub")));
    });

    it.each(['text: "schimmelpaard"', 'partners: ["GENT"]', 'themes: ["NEW_PROTEST"]'])(
      "counts where it may be seen, and only there: filter %s",
      async (scope) => {
        const counts = async (by: Reader): Promise<number[]> => {
          const { data } = await ask(hub.url, COUNTS(scope), { headers: headersOf(by) });
          return [...JSON.stringify(data).matchAll(/:(\d+)/g)].map(([, figure]) => Number(figure));
        };
        const sameAs = readers.find((each) => statesSeen(each, "hub").length === statesSeen(reader, "hub").length);
        expect(await counts(reader)).toEqual(await counts(sameAs ?? reader));
        const text = await query<{ records: { totalCount: number } }>(
          hub.url,
          '{ records(filter: { text: "schimmelpaard" }) { totalCount } }',
          { headers: headersOf(reader) },
        );
        expect(text.records.totalCount).toBe(expectedFor(statesSeen(reader, "hub")).length);
        const source = async (by: Reader): Promise<number> =>
          (
            await query<{ partner: { source: { records: number } } }>(
              hub.url,
              '{ partner(code: "GENT") { source { records } } }',
              { headers: headersOf(by) },
            )
          ).partner.source.records;
        const more = (statesSeen(reader, "hub").length - statesSeen("anybody", "hub").length) * KINDS.length;
        expect((await source(reader)) - (await source("anybody"))).toBe(more);
      },
    );
  });

  describe.each(readers)("asked at its owner by %s", (reader) => {
    const askOwner = async (text: string, variables: Record<string, unknown> = {}) =>
      await ask(hub.partnerUrl("GENT"), text, { variables, headers: headersOf(reader) });

    it("is given as an entity where it may be, and only there", async () => {
      const types = {
        event: "GentEvent",
        publication: "GentPublication",
        recommendation: "GentRecommendation",
        indicator: "GentLegitimacyIndicator",
      };
      const representations = ALL.map(({ kind, state }) => ({ __typename: types[kind], id: idOf(kind, state) }));
      const selection = Object.values(types).map(
        (type) => `... on ${type} { id title _links { rel id } _texts { text } }`,
      );
      const { data } = await askOwner(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection.join(" ")} } }`,
        { representations },
      );
      expect(toldOf(data)).toEqual(expectedFor(statesSeen(reader, "owner")));
    });

    it("is named in the feed where it may be seen, and only there", async () => {
      const { data, errors } = await askOwner("{ _changes(first: 500) { changes { id withdrawn } hasMore } }");
      expect(errors).toEqual([]);
      expect(toldOf(data)).toEqual(expectedFor(statesSeen(reader, "owner")));
    });
  });

  describe.each(readers)("asked at its owner's desk by %s", (reader) => {
    const DESK_WAYS = {
      "its id": `{ ${ALL.map(({ kind, state }, index) => `r${index}: record(id: "${idOf(kind, state)}") { id texts { text } }`).join(" ")} }`,
      "the list": "{ records(first: 200) { nodes { id texts { text } } } }",
      "the audit trail": "{ audit(first: 200) { nodes { recordId after } } }",
      "an export": "{ exportRecords(format: JSON) { file { base64 } } }",
    };
    it.each(Object.entries(DESK_WAYS))(
      "is there, drafts included, for the owner's staff alone: %s",
      async (_, text) => {
        const answer = await desk<{ exportRecords?: { file: { base64: string } } }>(text, {}, reader);
        const file = answer.data?.exportRecords?.file.base64;
        const told = file === undefined ? answer.data : Buffer.from(file, "base64").toString();
        expect(toldOf(told ?? null)).toEqual(expectedFor(statesSeen(reader, "desk")));
        const refusal = reader === "anybody" ? "UNAUTHENTICATED" : "FORBIDDEN";
        expect(answer.errors.map(({ extensions }) => extensions?.code)).toEqual(
          OWN.has(reader) ? [] : expect.arrayContaining([refusal]),
        );
      },
    );

    it("is changed by the owner's editors alone", async () => {
      const { data, errors } = await desk<{ created: { status: string } }>(
        'mutation { created: createEvent(slug: "matrix-new", input: { title: { NL: "Nieuw" }, kind: OTHER }, dryRun: true) { status } }',
        {},
        reader,
      );
      const may = reader === "an editor of the owner";
      expect(data?.created.status).toBe(may ? "CREATED" : undefined);
      expect(errors.length > 0).toBe(!may);
    });
  });

  it("is answered by the hub as its owners answer it, whatever is asked, to all readers at the same moment", async () => {
    const answered = await compareWays(hub.url, { readers: readers.map(headersOf), runs: 60, seed: 7 });
    expect(answered).toBeGreaterThan(30 * readers.length);
  }, 600_000);

  describe("while its owner is down", () => {
    beforeAll(async () => {
      await hub.killPartner("GENT");
      const source = '{ partner(code: "GENT") { source { state } } }';
      await until(
        "the hub to notice",
        () => query<{ partner: { source: { state: string } } }>(hub.url, source),
        ({ partner }) => partner.source.state === "DOWN",
      );
    });

    it.each(readers)("is shown from the hub's copy where it may be seen, and only there: %s", async (reader) => {
      const { data, extensions } = await ask(hub.url, DETAILS, { headers: headersOf(reader) });
      expect(toldOf(data)).toEqual(expectedFor(statesSeen(reader, "hub")));
      expect(extensions.copies?.map(({ partner }) => partner)).toEqual(["GENT"]);
    });
  });
});
