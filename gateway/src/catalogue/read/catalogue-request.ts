import { belgianDay } from "@segpol/server";
import type { Language } from "@segpol/schema";
import type { Kysely } from "kysely";
import type { HubDatabase } from "../database/tables.js";
import type { HubReaders } from "../database/readers.js";
import { type CopiesAsked, readCopies, type RecordCopy } from "./copies.js";
import { Dependencies } from "./index/dependencies.js";
import { IndexReader } from "./index/index-reader.js";
import type { ListBasis } from "./lists/list-query.js";
import { Lists } from "./lists/lists.js";
import { OwnLists } from "./lists/own-lists.js";
import { Records } from "./index/records.js";
import { SelectedFields } from "./selected-fields.js";
import { readSources, type SourceLimits, type SourceStatus } from "./sources.js";
import type { Viewer } from "../database/visibility.js";

/** What the catalogue's resolvers find in a request's context, beside what others put there. */
export interface CatalogueContext {
  readonly catalogue: CatalogueRequest;
}

/** What one request is about. */
export interface RequestInput {
  /** From Accept-Language, the most wanted first. */
  readonly languages: readonly Language[];
  readonly viewer: Viewer;
  /** As of when the index is read; null: as it is now. */
  readonly at: Date | null;
  /** Told what the answer is made from. Default: nobody is. */
  readonly dependencies?: Dependencies | undefined;
}

export interface RequestBasis {
  readonly readers: HubReaders;
  readonly partnerCodes: readonly string[];
  readonly typeNames: readonly string[];
  readonly limits: SourceLimits;
}

/** Reads the index for one request; nothing is read twice. */
export class CatalogueRequest {
  readonly languages: readonly Language[];
  readonly viewer: Viewer;
  /** As of when everything is read; null: as it is now. */
  readonly at: Date | null;
  readonly reader: IndexReader;
  /** What the answer is made from. */
  readonly dependencies: Dependencies;
  readonly lists: Lists;
  readonly ownLists: OwnLists;
  readonly records: Records;
  readonly selected = new SelectedFields();
  /** The day it is in Belgium, or was at the instant that is read, YYYY-MM-DD. */
  readonly today: string;
  readonly now: Date;
  readonly #basis: RequestBasis;
  readonly #db: Kysely<HubDatabase>;
  #sources: Promise<readonly SourceStatus[]> | undefined;
  #joined: Promise<ReadonlyMap<string, Date>> | undefined;

  /** `now`: the present instant. */
  constructor(basis: RequestBasis, { languages, viewer, at, dependencies }: RequestInput, now: Date) {
    this.#basis = basis;
    this.dependencies = dependencies ?? new Dependencies();
    this.languages = languages;
    this.viewer = viewer;
    // Of the future nothing is known but what is known now.
    this.at = at && at < now ? at : null;
    this.now = this.at ?? now;
    this.today = belgianDay(this.now);
    this.#db = basis.readers.as(viewer);
    this.reader = new IndexReader(this.#db, {
      at: this.at,
      viewer,
      typeNames: basis.typeNames,
      withinMs: basis.readers.statementTimeoutMs,
      dependencies: this.dependencies,
    });
    this.lists = new Lists(this.reader);
    this.ownLists = new OwnLists(this.reader);
    this.records = new Records(this.reader);
  }

  get listBasis(): ListBasis {
    return {
      partnerCodes: this.#basis.partnerCodes,
      languages: this.languages,
      today: this.today,
      found: (query) => this.reader.found(query),
    };
  }

  /** The partners of the graph, those that had joined by the instant that is read, in their order. */
  async partnerCodes(): Promise<readonly string[]> {
    const { partnerCodes } = this.#basis;
    const { at } = this;
    if (!at) return partnerCodes;
    const joined = await this.#joinedAt();
    return partnerCodes.filter((code) => (joined.get(code) ?? at) <= at);
  }

  /** Of the partners named, in the order of the graph's partners; of all when none are named. */
  async sources(codes?: readonly string[]): Promise<readonly SourceStatus[]> {
    this.#sources ??= this.partnerCodes().then(
      async (known) => await readSources(this.reader, known, this.#basis.limits, this.now),
    );
    const sources = await this.#sources;
    return codes ? sources.filter(({ partner }) => codes.includes(partner.code)) : sources;
  }

  async joinedAt(code: string): Promise<Date | undefined> {
    return (await this.#joinedAt()).get(code);
  }

  /** The hub's copies of a partner's records, as of the instant that is read and as far as the viewer may see them. */
  async copies(asked: CopiesAsked): Promise<ReadonlyMap<string, RecordCopy>> {
    return await readCopies(
      new IndexReader(this.#db, { at: this.at, viewer: this.viewer, dependencies: this.dependencies }),
      asked,
    );
  }

  async #joinedAt(): Promise<ReadonlyMap<string, Date>> {
    this.dependencies.readSources();
    this.#joined ??= this.#db
      .selectFrom("partner")
      .select(["code", "joined_at"])
      .execute()
      .then((rows) => new Map(rows.map((row) => [row.code, row.joined_at])));
    return await this.#joined;
  }
}
