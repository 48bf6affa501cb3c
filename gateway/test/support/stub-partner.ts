import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type Language, type LanguageMap, parseAcceptLanguage, pickText, typePrefix } from "@segpol/schema";
import { graphql, GraphQLError, parse } from "graphql";
import type { PartnerDefinition } from "../../src/base/partner-definition.js";

/** A record as a fixture keeps it. */
export interface FixtureRecord {
  readonly title: LanguageMap;
  readonly topics?: readonly LanguageMap[];
  readonly themes?: readonly string[];
  readonly focusGroups?: readonly string[];
  readonly links?: readonly { readonly rel: string; readonly id: string }[];
  /** Default PUBLIC. */
  readonly visibility?: Visibility;
  /** The owner fails over this record's title, topics, over the record altogether, or over whatever it is asked together with. */
  readonly broken?: "title" | "topics" | "record" | "answer";
}

type Visibility = "PUBLIC" | "PARTNERS" | "CABINET";
const VISIBILITIES: readonly Visibility[] = ["PUBLIC", "PARTNERS", "CABINET"];

/** How a fixture answers. */
export type Mode =
  | "ok"
  | "hang"
  | "status-500"
  | "html"
  | "bad-json"
  | "cut"
  | "deep"
  | "huge"
  | "refuse"
  | "wrong-count"
  | "more-than-asked";

/** A page of the feed, as a fixture is about to answer it. */
export interface FixturePage {
  readonly epoch: string;
  readonly changes: readonly {
    id: string;
    type: string;
    withdrawn: boolean;
    erased: boolean;
    visibility?: Visibility;
  }[];
  readonly cursor: string;
  readonly hasMore: boolean;
  readonly asOf: string;
}

export interface Received {
  readonly headers: IncomingMessage["headers"];
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * A partner that speaks the contract's protocol without the kit: a feed, records and a query of its own, in memory, served by
 * Node's own HTTP server.
 */
export class FixturePartner {
  readonly received: Received[] = [];
  /** How much of a huge answer somebody read, of several the most. */
  sentMiB = 0;
  hugeMiB = 50;
  /** How clients are answered. */
  mode: Mode = "ok";
  /** How the harvest is answered, so that a test knows what the index holds whatever clients meet. */
  harvestMode: Mode = "ok";
  /** What becomes of each page of the feed. */
  tamper: (page: FixturePage, after: string | null) => FixturePage = (page) => page;
  epoch = "first";
  /** What whoever shows this Authorization may see; "refused": nobody is let in with it. Default: a partner that ignores tokens. */
  admit: (authorization: string | undefined) => Promise<readonly Visibility[] | "refused"> = () =>
    Promise.resolve(VISIBILITIES);
  #port = 0;
  #sequence = 0;
  readonly #records = new Map<string, FixtureRecord>();
  readonly #changes = new Map<string, { sequence: number; withdrawn: boolean; type: string }>();
  readonly #waiting = new Set<() => void>();
  #server: ReturnType<typeof createServer> | undefined;
  readonly #schema;

  /** `tellsVisibility`: whether its feed has a field for the visibility of what is withdrawn. */
  constructor(
    readonly code: string,
    { tellsVisibility = false } = {},
  ) {
    const prefix = typePrefix(code);
    const field = `${prefix.charAt(0).toLowerCase()}${prefix.slice(1)}`;
    this.sdl = sdl(prefix, field, tellsVisibility);
    this.#schema = buildSubgraphSchema([
      {
        typeDefs: parse(this.sdl),
        resolvers: {
          Query: {
            _changes: (_root: unknown, args: ChangesArgs, { sees }: Context) => this.#feed(args, sees),
            [`${field}Hello`]: (_root: unknown, { name }: { name: string }) => {
              const refusal =
                name === "" ? "Expected a name; got none." : name.startsWith("!") ? name.slice(1) : undefined;
              if (refusal !== undefined) throw new GraphQLError(refusal, { extensions: { code: "BAD_USER_INPUT" } });
              return `hello ${name}`;
            },
          },
          [`${prefix}Event`]: {
            __resolveReference: ({ id }: { id: string }, { sees }: Context) => this.#entity(id, sees),
            visibility: ({ record }: Entity) => record.visibility ?? "PUBLIC",
            title: ({ record }: Entity, { lang }: Lang, context: Context) => {
              if (record.broken === "title") throw new Error("password is hunter2 at db.internal:5432");
              return pickText(record.title, lang ?? null, context.languages);
            },
            themes: ({ record }: Entity) => (record.themes ?? []).map((theme) => ({ code: theme })),
            topics: ({ record }: Entity, { lang }: Lang, context: Context) => {
              if (record.broken === "topics") throw new Error("password is hunter2 at db.internal:5432");
              return (record.topics ?? []).map((topic) => pickText(topic, lang ?? null, context.languages));
            },
            focusGroups: ({ record }: Entity) => record.focusGroups ?? [],
            _links: ({ record }: Entity) => record.links ?? [],
            _texts: ({ record }: Entity) => textsOf(record.title),
          },
        },
      },
    ]);
  }

  readonly sdl: string;

  get definition(): PartnerDefinition {
    return {
      code: this.code,
      prefix: typePrefix(this.code),
      name: { original: "EN", EN: `Fixture ${this.code}` },
      acronym: this.code,
      role: "PLUGIN_PARTNER",
      website: null,
      url: `http://127.0.0.1:${this.#port}/graphql`,
      sdl: this.sdl,
    };
  }

  put(id: string, record: FixtureRecord): void {
    this.#records.set(id, record);
    this.#change(id, false);
  }

  withdraw(id: string): void {
    this.#records.delete(id);
    this.#change(id, true);
  }

  /** Names a record in the feed that is not this partner's, or of a type that is not the id's. */
  announce(id: string, type: string): void {
    this.#change(id, false, type);
  }

  /** Puts a record right without a change that the feed would tell. */
  mend(id: string, record: FixtureRecord): void {
    this.#records.set(id, record);
  }

  /** Forgets a record without a tombstone, as a restored backup would. */
  forget(id: string): void {
    this.#records.delete(id);
    this.#changes.delete(id);
  }

  /** Listens, on the port it had before if it had one. */
  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    const address: unknown = this.#server.address();
    this.#port = (address as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    this.#wake();
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }

  /** Requests for records with this text in them. */
  entityRequests(text: string): Received[] {
    return this.received.filter(
      ({ query }) => query.includes("_entities") && query.includes(text) && !query.includes("query Harvest"),
    );
  }

  #change(id: string, withdrawn: boolean, type = `${typePrefix(this.code)}Event`): void {
    this.#sequence += 1;
    this.#changes.set(id, { sequence: this.#sequence, withdrawn, type });
    this.#wake();
  }

  #asksForBrokenAnswer({ representations }: Record<string, unknown>): boolean {
    return (
      Array.isArray(representations) &&
      representations.some(({ id }: { id: string }) => this.#records.get(id)?.broken === "answer")
    );
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #entity(id: string, sees: readonly Visibility[]): (Entity & { __typename: string }) | null {
    const found = this.#records.get(id);
    const record = found && sees.includes(found.visibility ?? "PUBLIC") ? found : undefined;
    if (record?.broken === "record") throw new Error("password is hunter2 at db.internal:5432");
    return record ? { __typename: `${typePrefix(this.code)}Event`, id, record } : null;
  }

  async #feed(args: ChangesArgs, sees: readonly Visibility[]): Promise<FixturePage> {
    // As pages are tampered with when this one is answered, not when it was asked for.
    const page = await this.#page(args, sees);
    return this.tamper(page, args.after ?? null);
  }

  async #page({ after, first, wait }: ChangesArgs, sees: readonly Visibility[]): Promise<FixturePage> {
    const level = String(sees.length);
    const [epoch, position, complete = 0, of = level] = (after ?? `${this.epoch}/0`).split("/");
    if (epoch !== this.epoch || of !== level)
      throw new GraphQLError("Expected a cursor of this copy.", { extensions: { code: "FOREIGN_CURSOR" } });
    const since = Number(position);
    const waiting = () =>
      [...this.#changes]
        .filter(
          ([id, { sequence }]) => sequence > since && sees.includes(this.#records.get(id)?.visibility ?? "PUBLIC"),
        )
        .toSorted(([, a], [, b]) => a.sequence - b.sequence);
    if (waiting().length === 0 && wait > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait * 1000);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    const all = waiting();
    const page = all.slice(0, first);
    const hasMore = all.length > page.length;
    // A record whose change is still to come may have changed before the page's last one as well.
    const asOf = hasMore ? Number(complete) : Date.now();
    return {
      epoch: this.epoch,
      changes: page.map(([id, { withdrawn, type }]) => ({ id, type, withdrawn, erased: false })),
      cursor: `${this.epoch}/${page.at(-1)?.[1].sequence ?? since}/${asOf}/${level}`,
      hasMore,
      asOf: new Date(asOf).toISOString(),
    };
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
      query: string;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    const { query, variables = {}, operationName } = body;
    this.received.push({ headers: request.headers, query, variables });
    const mode = query.includes("query Harvest") || query === "{ __typename }" ? this.harvestMode : this.mode;
    const sees = await this.admit(request.headers.authorization);
    if (sees === "refused") {
      response
        .writeHead(401, { "content-type": "application/json", "www-authenticate": 'Bearer error="invalid_token"' })
        .end('{"errors":[{"message":"Expected a token of db.internal","extensions":{"code":"TOKEN_ISSUER"}}]}');
      return;
    }
    if (mode === "hang") return;
    if (mode === "status-500" || this.#asksForBrokenAnswer(variables)) {
      response
        .writeHead(500, { "content-type": "application/json" })
        .end('{"errors":[{"message":"stack at /srv/partner.js:1"}]}');
      return;
    }
    if (mode === "html") {
      response.writeHead(200, { "content-type": "text/html" }).end("<html>proxy at 10.0.0.7</html>");
      return;
    }
    if (mode === "bad-json") {
      response.writeHead(200, { "content-type": "application/json" }).end('{"data": {');
      return;
    }
    if (mode === "cut") {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"data": {', () => response.destroy());
      return;
    }
    if (mode === "deep") {
      response.writeHead(200, { "content-type": "application/json" }).end(`{"data":${"[".repeat(2 ** 20)}`);
      return;
    }
    if (mode === "huge") {
      response.writeHead(200, { "content-type": "application/json" });
      const piece = Buffer.alloc(2 ** 20, " ");
      for (let sent = 0; sent < this.hugeMiB && !response.destroyed; sent += 1) {
        await new Promise<void>((resolve) => {
          response.write(piece, () => resolve());
        });
        // Who gives up asks again, and may be reading the next answer by now.
        this.sentMiB = Math.max(this.sentMiB, sent + 1);
      }
      response.end("{}");
      return;
    }
    if (mode === "refuse") {
      response
        .writeHead(400, { "content-type": "application/json" })
        .end('{"errors":[{"message":"Cannot query field of db.internal"}]}');
      return;
    }
    const result = await graphql({
      schema: this.#schema,
      source: query,
      variableValues: variables,
      ...(operationName !== undefined && { operationName }),
      contextValue: { languages: parseAcceptLanguage(request.headers["accept-language"]), sees } satisfies Context,
    });
    const entities = result.data?.["_entities"] as Record<string, unknown>[] | undefined;
    if (mode === "wrong-count") entities?.pop();
    if (mode === "more-than-asked") {
      for (const entity of entities ?? [])
        Object.assign(entity, {
          title: "taken over",
          __typename: "CplEvent",
          partner: { code: "GENT" },
          series: { title: "taken over" },
        });
    }
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  }
}

interface Entity {
  readonly id: string;
  readonly record: FixtureRecord;
}
interface Lang {
  readonly lang?: Language | null;
}
interface Context {
  readonly languages: readonly Language[];
  readonly sees: readonly Visibility[];
}
interface ChangesArgs {
  readonly after?: string | null;
  readonly first: number;
  readonly wait: number;
}

function textsOf({ original, ...texts }: LanguageMap): unknown[] {
  return Object.entries(texts).map(([language, text]) => ({
    field: "title",
    language,
    text,
    original: language === original,
  }));
}

function sdl(prefix: string, field: string, tellsVisibility: boolean): string {
  return /* GraphQL */ `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
    type ${prefix}Event @key(fields: "id") {
      id: ID!
      title(lang: Language): String!
      themes: [Theme!]!
      visibility: Visibility!
      topics(lang: Language): [String!]
      "How the talks are split."
      focusGroups: [String!]!
      _links: [RecordLink!]!
      _texts: [RecordText!]!
    }
    type Theme @key(fields: "code", resolvable: false) { code: ID! }
    enum Language { NL FR DE EN }
    enum Visibility { PUBLIC PARTNERS CABINET }
    scalar DateTime
    type RecordLink @shareable { rel: String! id: ID! }
    type RecordText @shareable { field: String! language: Language! text: String! original: Boolean! }
    type RecordChange @shareable { id: ID! type: String! withdrawn: Boolean! erased: Boolean! ${tellsVisibility ? "visibility: Visibility" : ""} }
    type RecordChanges @shareable { epoch: String! changes: [RecordChange!]! cursor: String! hasMore: Boolean! asOf: DateTime! }
    type Query {
      _changes(after: String, first: Int! = 100, wait: Int! = 0): RecordChanges!
      ${field}Hello(name: String!): String
    }
  `;
}
