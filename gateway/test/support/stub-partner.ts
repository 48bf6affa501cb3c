import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  fieldPrefix,
  type Language,
  type LanguageMap,
  parseAcceptLanguage,
  pickText,
  typePrefix,
} from "@segpol/schema";
import { graphql, GraphQLError, parse } from "graphql";
import type { PartnerDefinition } from "../../src/base/partner-definition.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import { smallSdl } from "./small-partner.js";
import { BAD_ANSWERS, type Mode, spoil } from "./stub-faults.js";

/** A record as a stub keeps it. */
export interface StubRecord {
  readonly title: LanguageMap;
  readonly topics?: readonly LanguageMap[];
  readonly themes?: readonly string[];
  readonly focusGroups?: readonly string[];
  readonly links?: readonly { readonly rel: string; readonly id: string }[];
  /** Default PUBLIC. */
  readonly visibility?: Visibility;
  /**
   * The owner fails over this record's title, topics, over the record altogether, over whatever it is asked together with, or over that
   * when its title is asked.
   */
  readonly broken?: "title" | "topics" | "record" | "answer" | "answer-with-title";
}

type Visibility = "PUBLIC" | "PARTNERS" | "CABINET";
const VISIBILITIES: readonly Visibility[] = ["PUBLIC", "PARTNERS", "CABINET"];

/** A page of the feed, as a stub is about to answer it. */
export interface StubPage {
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

/** A question that is held back in mode "hold". */
export interface Held {
  readonly query: string;
  /** Whether whoever asked has gone away. */
  readonly isGone: boolean;
  letGo(): void;
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
export class StubPartner {
  readonly received: Received[] = [];
  /** What clients asked in mode "hold", answered when it is let go. */
  readonly held: Held[] = [];
  /** How much of a huge answer somebody read, of several the most. */
  sentMiB = 0;
  hugeMiB = 50;
  /** How clients are answered. */
  mode: Mode = "ok";
  /** How the harvest is answered, so that a test knows what the index holds whatever clients meet. */
  harvestMode: Mode = "ok";
  /** What becomes of each page of the feed. */
  tamper: (page: StubPage, after: string | null) => StubPage = (page) => page;
  epoch = "first";
  /** Whether its feed answers at once, however long it may wait. */
  ignoresWait = false;
  /** Given to whoever asks for its SDL, in place of the one that it goes by. */
  publishedSdl: string | undefined;
  /** What whoever shows this Authorization may see; "refused": nobody is let in with it. Default: a partner that ignores tokens. */
  admit: (authorization: string | undefined) => Promise<readonly Visibility[] | "refused"> = () =>
    Promise.resolve(VISIBILITIES);
  #port = 0;
  #sequence = 0;
  readonly #records = new Map<string, StubRecord>();
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
    const field = fieldPrefix(code);
    this.sdl = stubSdl(prefix, field, tellsVisibility);
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
            _texts: ({ record: { title, topics = [] } }: Entity) => [
              ...textsOf("title", title),
              ...topics.flatMap((topic, index) => textsOf(`topics.${index}`, topic)),
            ],
          },
        },
      },
    ]);
  }

  readonly sdl: string;

  get definition(): PartnerDefinition {
    return createStubDefinition(this.code, { sdl: this.sdl, url: `http://127.0.0.1:${this.#port}/graphql` });
  }

  put(id: string, record: StubRecord): void {
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
  mend(id: string, record: StubRecord): void {
    this.#records.set(id, record);
  }

  /** Forgets a record without a tombstone, as a restored backup would. */
  forget(id: string): void {
    this.#records.delete(id);
    this.#changes.delete(id);
  }

  /** Listens, on the port it had before if it had one; nothing where it does so already. */
  async start(): Promise<void> {
    if (this.#server) return;
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

  #asksForBrokenAnswer(query: string, { representations }: Record<string, unknown>): boolean {
    const broken = query.includes("title") ? ["answer", "answer-with-title"] : ["answer"];
    return (
      Array.isArray(representations) &&
      representations.some(({ id }: { id: string }) => broken.includes(this.#records.get(id)?.broken ?? ""))
    );
  }

  #hold(query: string, response: ServerResponse): Promise<void> {
    return new Promise((letGo) => {
      this.held.push({
        query,
        letGo,
        get isGone() {
          return response.destroyed && !response.writableFinished;
        },
      });
    });
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

  async #feed(args: ChangesArgs, sees: readonly Visibility[]): Promise<StubPage> {
    // As pages are tampered with when this one is answered, not when it was asked for.
    const page = await this.#page(args, sees);
    return this.tamper(page, args.after ?? null);
  }

  async #page({ after, first, wait }: ChangesArgs, sees: readonly Visibility[]): Promise<StubPage> {
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
    if (waiting().length === 0 && wait > 0 && !this.ignoresWait) {
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
    const {
      query,
      variables = {},
      operationName,
    } = (await json(request)) as { query: string; variables?: Record<string, unknown>; operationName?: string };
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
    if (mode === "hold") await this.#hold(query, response);
    const bad = BAD_ANSWERS[this.#asksForBrokenAnswer(query, variables) ? "status-500" : mode];
    if (bad) {
      const { status = 200, type = "application/json", body } = bad;
      response.writeHead(status, { "content-type": type }).end(body);
      return;
    }
    if (mode === "cut") {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"data": {', () => response.destroy());
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
    if (this.publishedSdl !== undefined && query.includes("_service")) {
      const data = { _service: { sdl: this.publishedSdl } };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
      return;
    }
    const result = await graphql({
      schema: this.#schema,
      source: query,
      variableValues: variables,
      ...(operationName !== undefined && { operationName }),
      contextValue: { languages: parseAcceptLanguage(request.headers["accept-language"]), sees } satisfies Context,
    });
    spoil(result, mode);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  }
}

interface Entity {
  readonly id: string;
  readonly record: StubRecord;
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

function textsOf(field: string, { original, ...texts }: LanguageMap): unknown[] {
  return Object.entries(texts).map(([language, text]) => ({
    field,
    language,
    text,
    original: language === original,
  }));
}

function stubSdl(prefix: string, field: string, tellsVisibility: boolean): string {
  const sdl = smallSdl(prefix, {
    fields: `
      themes: [Theme!]!
      visibility: Visibility!
      "How the talks are split."
      focusGroups: [String!]!
      topics(lang: Language): [String!]
    `,
    rootFields: `${field}Hello(name: String!): String`,
    types: `
      type Theme @key(fields: "code", resolvable: false) { code: ID! }
      enum Visibility { PUBLIC PARTNERS CABINET }
    `,
  });
  return tellsVisibility ? sdl.replace("erased: Boolean!", "$& visibility: Visibility") : sdl;
}
