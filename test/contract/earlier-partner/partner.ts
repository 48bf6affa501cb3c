import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { buildSubgraphSchema, type GraphQLResolverMap } from "@apollo/subgraph";
import { graphql, type GraphQLFieldResolver, type GraphQLSchema, isObjectType, parse } from "graphql";
import { type FeedArguments, MemoryFeed } from "../protocol-partner/memory-feed.js";
import { acceptedLanguages, type Language, languagesOf, pick, rowsOf, type Text } from "../protocol-partner/texts.js";

interface Context {
  readonly accepted: readonly Language[];
}
type Values = Readonly<Record<string, unknown>>;
type Kept = Values & { readonly __typename: string; readonly id: string };

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), "utf8");

/** What this partner and its records are called. */
export const EARLIER = "EARLIER";
export const earlierSdl = read("schema.graphql");
export const earlierRecords = JSON.parse(read("records.json")) as readonly Kept[];

/**
 * A partner that was made for version 1.0 of the contract, on graphql-js alone. Its SDL and its records are files that stay as they are: a
 * field that they do not have is an error, as it is of any server.
 */
export class EarlierPartner {
  /** What it was asked, and answered with errors. */
  readonly refused: string[] = [];
  readonly #feed = new MemoryFeed(() => new Date());
  readonly #schema = answering(buildSubgraphSchema([{ typeDefs: parse(earlierSdl), resolvers: this.#roots() }]));
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then((answer) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
  });

  constructor() {
    for (const { id, __typename: type } of earlierRecords) this.#feed.note(id, type);
  }

  /** Gives the address of the graph. */
  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage): Promise<unknown> {
    const { query, variables, operationName } = (await json(request)) as {
      query: string;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    const answer = await graphql({
      schema: this.#schema,
      source: query,
      contextValue: { accepted: acceptedLanguages(request.headers["accept-language"]) } satisfies Context,
      ...(variables ? { variableValues: variables } : {}),
      ...(operationName ? { operationName } : {}),
    });
    if (answer.errors) this.refused.push(`${answer.errors.map(({ message }) => message).join(" ")} ${query}`);
    return answer;
  }

  #roots(): GraphQLResolverMap<unknown> {
    const types = new Set(earlierRecords.map(({ __typename }) => __typename));
    const find: GraphQLResolverMap<unknown>[string] = {
      __resolveReference: ({ id }: { id: string }) => earlierRecords.find((record) => record.id === id) ?? null,
    };
    return {
      Query: {
        _changes: (_root: unknown, given: FeedArguments) => this.#feed.read(given),
        earlierUnits: () => earlierRecords.flatMap(({ registeredBy }) => registeredBy ?? []),
      },
      ...Object.fromEntries([...types].map((type) => [type, find])),
    };
  }
}

const ofRecords: Readonly<Record<string, (record: Kept) => unknown>> = {
  partner: () => ({ code: EARLIER }),
  version: () => 1,
  updatedAt: () => "2024-06-02T10:00:00.000Z",
  languages: (record) => languagesOf(textsOf(record).map(([, text]) => text)),
  latest: latestOf,
  observations: ({ observations }) => pageOf(observations as readonly unknown[]),
  _links: ({ links }) => links,
  _texts: (record) => textsOf(record).flatMap(([place, text]) => rowsOf(place, text)),
};
const CODED: ReadonlySet<string> = new Set(["themes", "criteria", "organisers", "criterion"]);

/** Gives every field of the schema a resolver that knows how the records are kept. */
function answering(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("_") || type.name === "Query") continue;
    for (const [name, field] of Object.entries(type.getFields())) field.resolve = valueOf(name);
  }
  return schema;
}

function valueOf(name: string): GraphQLFieldResolver<Values, Context, { lang?: Language }> {
  return (parent, { lang }, { accepted }) => {
    const made = "__typename" in parent ? ofRecords[name] : undefined;
    if (made) return made(parent as Kept);
    const value = parent[name];
    if (CODED.has(name) && value !== null) return Array.isArray(value) ? value.map(coded) : coded(value);
    if (Array.isArray(value)) return value.map((each: unknown) => (isText(each) ? pick(each, lang, accepted) : each));
    return isText(value) ? pick(value, lang, accepted) : value;
  };
}

const coded = (code: unknown): object => ({ code });

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && "original" in value && typeof value.original === "string";
}

function latestOf({ observations }: Kept): unknown {
  return Array.isArray(observations) ? (observations.at(-1) as unknown) : null;
}

/** The texts of a record with their places in it. */
function textsOf(record: Kept): [string, Text][] {
  return textsIn({ ...record, latest: latestOf(record) });
}

function textsIn(value: unknown, place = ""): [string, Text][] {
  if (isText(value)) return [[place, value]];
  if (typeof value !== "object" || value === null) return [];
  const below = (name: string): string =>
    place === "" ? name : place === "observations" ? `${place}.nodes.${name}` : `${place}.${name}`;
  const own = place === "" ? Object.entries(value).filter(([name]) => !OWN.has(name)) : Object.entries(value);
  return own.flatMap(([name, each]) => textsIn(each, below(name)));
}
const OWN: ReadonlySet<string> = new Set(["registeredBy", "rehearsals", "links"]);

function pageOf(nodes: readonly unknown[]): object {
  const edges = nodes.map((node, index) => ({ cursor: `${index}`, node }));
  const ends = { startCursor: edges.at(0)?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, ...ends };
  return { edges, nodes, totalCount: nodes.length, pageInfo };
}
