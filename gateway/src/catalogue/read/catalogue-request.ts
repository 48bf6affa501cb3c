import type { Identity } from "@segpol/identity";
import { belgianDay, createBatch } from "@segpol/server";
import type { Language } from "@segpol/schema";
import type DataLoader from "dataloader";
import { sql } from "kysely";
import type { HubReaders } from "../database/readers.js";
import { type FieldChange, readChangedValues } from "./changed-values.js";
import type { Change } from "./changes.js";
import { Dependencies } from "./index/dependencies.js";
import { IndexReader } from "./index/index-reader.js";
import type { ListBasis } from "./lists/list-query.js";
import { Excerpts } from "./lists/excerpts.js";
import { Lists } from "./lists/lists.js";
import { OwnLists } from "./lists/own-lists.js";
import { RecordChanges } from "./record-changes.js";
import { Records } from "./index/records.js";
import { SelectedFields } from "./selected-fields.js";
import type { KeptRecords } from "./index/kept-records.js";
import { readSources, readStates, type SourceLimits, type SourceStatus, type StateOfSource } from "./sources.js";
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
  /** Who asks; undefined: an anonymous caller. */
  readonly identity?: Identity | undefined;
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
  readonly kept: KeptRecords;
}

/** Reads the index for one request; nothing is read twice. */
export class CatalogueRequest {
  readonly languages: readonly Language[];
  readonly viewer: Viewer;
  /** Who asks; undefined: an anonymous caller. */
  readonly identity: Identity | undefined;
  /** As of when everything is read; null: as it is now. */
  readonly at: Date | null;
  readonly reader: IndexReader;
  /** What the answer is made from. */
  readonly dependencies: Dependencies;
  readonly lists: Lists;
  readonly excerpts: Excerpts;
  readonly ownLists: OwnLists;
  readonly records: Records;
  readonly recordChanges: RecordChanges;
  /** What short fields said before and after changes. */
  readonly changedValues: DataLoader<Change, readonly FieldChange[]>;
  readonly selected = new SelectedFields();
  /** Whose details the answer has. */
  readonly details = new Set<string>();
  /** The day it is in Belgium, or was at the instant that is read, YYYY-MM-DD. */
  readonly today: string;
  readonly now: Date;
  readonly #basis: RequestBasis;
  #sources: Promise<readonly SourceStatus[]> | undefined;
  #states: Promise<ReadonlyMap<string, StateOfSource>> | undefined;
  #joined: Promise<ReadonlyMap<string, Date>> | undefined;

  /** `now`: the present instant. */
  constructor(basis: RequestBasis, { languages, viewer, identity, at, dependencies }: RequestInput, now: Date) {
    this.#basis = basis;
    this.dependencies = dependencies ?? new Dependencies();
    this.languages = languages;
    this.viewer = viewer;
    this.identity = identity;
    // Of the future nothing is known but what is known now.
    this.at = at && at < now ? at : null;
    this.now = this.at ?? now;
    this.today = belgianDay(this.now);
    this.reader = new IndexReader(basis.readers.as(viewer), {
      at: this.at,
      viewer,
      typeNames: basis.typeNames,
      withinMs: basis.readers.statementTimeoutMs,
      dependencies: this.dependencies,
      kept: basis.kept,
      onDetails: () => void this.states().catch(() => undefined),
    });
    this.lists = new Lists(this.reader);
    this.excerpts = new Excerpts(this.reader);
    this.ownLists = new OwnLists(this.reader);
    this.records = new Records(this.reader);
    this.recordChanges = new RecordChanges(this.reader);
    this.changedValues = createBatch((changes: readonly Change[]) => readChangedValues(this.reader, changes));
  }

  get listBasis(): ListBasis {
    return {
      partnerCodes: this.#basis.partnerCodes,
      languages: this.languages,
      today: this.today,
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

  /** How each partner's source is, by code; read with the records of which details are asked. */
  async states(): Promise<ReadonlyMap<string, StateOfSource>> {
    return await (this.#states ??= readStates(this.reader, this.#basis.partnerCodes, this.#basis.limits, this.now));
  }

  async #joinedAt(): Promise<ReadonlyMap<string, Date>> {
    this.dependencies.readSources();
    this.#joined ??= this.reader
      .unversioned(sql<{ code: string; joined_at: Date }>`select code, joined_at from partner`)
      .then((rows) => new Map(rows.map((row) => [row.code, row.joined_at])));
    return await this.#joined;
  }
}
