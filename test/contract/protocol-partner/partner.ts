import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";
import { type FeedArguments, MemoryFeed } from "./memory-feed.js";
import { acceptedLanguages, type Language, languagesOf, pick, rowsOf, type Text } from "./texts.js";

/** A record as this partner keeps it. */
export interface DemoRecord {
  readonly id: string;
  readonly title: Text;
  readonly summary?: Text;
  readonly themes?: readonly string[];
  readonly url?: string;
  readonly date?: {
    readonly text: Text;
    readonly edtf: string;
    readonly earliest: string;
    readonly latest: string | null;
  };
  readonly room?: string;
  readonly links?: readonly { readonly rel: string; readonly id: string }[];
}

type Kept = DemoRecord & { readonly version: number; readonly updatedAt: Date };
interface Context {
  readonly accepted: readonly Language[];
}
interface InLanguage {
  readonly lang?: Language | null;
}

export interface MemoryPartnerOptions {
  /** The file beside this one with the SDL. */
  readonly sdlFile: "schema.graphql" | "smallest.graphql";
  /** Name of a record's type by the kind in its id. */
  readonly types: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  readonly epoch?: string;
}

/** A partner in memory, on graphql-js and the federation library alone. */
export class MemoryPartner {
  readonly sdl: string;
  readonly #records = new Map<string, Kept>();
  readonly #versions = new Map<string, number>();
  readonly #types: Readonly<Record<string, string>>;
  readonly #now: () => Date;
  readonly #feed: MemoryFeed;
  readonly #schema;
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then((answer) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
  });

  constructor({ sdlFile, types, now = () => new Date(), epoch }: MemoryPartnerOptions) {
    this.sdl = readFileSync(new URL(sdlFile, import.meta.url), "utf8");
    this.#types = types;
    this.#now = now;
    this.#feed = new MemoryFeed(now, epoch);
    this.#schema = buildSubgraphSchema([{ typeDefs: parse(this.sdl), resolvers: this.#resolvers() }]);
  }

  put(record: DemoRecord): void {
    if (this.#feed.isErased(record.id)) throw new Error(`${record.id} was erased: its id is never used again.`);
    const version = (this.#versions.get(record.id) ?? 0) + 1;
    this.#versions.set(record.id, version);
    this.#records.set(record.id, { ...record, version, updatedAt: this.#now() });
    this.#feed.note(record.id, this.#typeOf(record.id));
  }

  /** A further version of a record, with the same content. */
  touch(id: string): void {
    const record = this.#records.get(id);
    if (record) this.put(record);
  }

  get types(): string[] {
    return Object.values(this.#types);
  }

  /** Name of the type of the record with this id; undefined: it is the id of no record of this partner's. */
  typeOf(id: string): string | undefined {
    const [code = "", kind = ""] = id.split(":");
    const type = this.#types[kind];
    return type?.toLowerCase().startsWith(code) ? type : undefined;
  }

  withdraw(id: string): void {
    this.#records.delete(id);
    this.#feed.note(id, this.#typeOf(id), { withdrawn: true });
  }

  erase(id: string): void {
    this.#records.delete(id);
    this.#feed.note(id, this.#typeOf(id), { withdrawn: true, erased: true });
  }

  renewEpoch(): void {
    this.#feed.renewEpoch();
  }

  /** Gives the address of the graph. */
  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`;
  }

  async stop(): Promise<void> {
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
    const accepted = acceptedLanguages(request.headers["accept-language"]);
    return graphql({
      schema: this.#schema,
      source: query,
      contextValue: { accepted } satisfies Context,
      ...(variables ? { variableValues: variables } : {}),
      ...(operationName ? { operationName } : {}),
    });
  }

  #typeOf(id: string): string {
    const type = this.typeOf(id);
    if (!type) throw new Error(`${id} is the id of no kind of record that this partner keeps.`);
    return type;
  }

  #resolvers() {
    const title = ({ title }: Kept, { lang }: InLanguage, { accepted }: Context) => pick(title, lang, accepted);
    const records = Object.values(this.#types).map((type) => [
      type,
      {
        __resolveReference: ({ id }: { id: string }) => {
          const record = this.#records.get(id);
          return record && this.#typeOf(id) === type ? { __typename: type, ...record } : null;
        },
        title,
        ...(type === "DemoEvent" ? eventResolvers : {}),
      },
    ]);
    return {
      Query: { _changes: (_root: unknown, given: FeedArguments) => this.#feed.read(given) },
      ...(this.sdl.includes("type FuzzyDate") ? { FuzzyDate: dateResolvers } : {}),
      ...(Object.fromEntries(records) as Record<string, object>),
    } as Parameters<typeof buildSubgraphSchema>[0] extends readonly { resolvers?: infer R }[] ? R : never;
  }
}

const dateResolvers = {
  text: ({ text }: { text: Text }, { lang }: InLanguage, { accepted }: Context) => pick(text, lang, accepted),
};

const eventResolvers = {
  summary: ({ summary }: Kept, { lang }: InLanguage, { accepted }: Context) =>
    summary ? pick(summary, lang, accepted) : null,
  languages: (record: Kept) => languagesOf(textsOf(record).map(([, text]) => text)),
  themes: ({ themes = [] }: Kept) => themes.map((code) => ({ code })),
  visibility: () => "PUBLIC",
  updatedAt: ({ updatedAt }: Kept) => updatedAt.toISOString(),
  date: ({ date }: Kept) => (date ? { ...date, basis: "STATED" } : null),
  _links: ({ links = [] }: Kept) => links,
  _texts: (record: Kept) => textsOf(record).flatMap(([field, text]) => rowsOf(field, text)),
};

function textsOf({ title, summary, date }: Kept): [string, Text][] {
  return [
    ["title", title],
    ...(summary ? [["summary", summary] as [string, Text]] : []),
    ...(date ? [["date.text", date.text] as [string, Text]] : []),
  ];
}
