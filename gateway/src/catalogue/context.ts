import type { Language } from "@segpol/schema";
import type { Kysely } from "kysely";
import type { HubDatabase } from "./database.js";
import { belgianDay } from "./read/clock.js";
import type { ListBasis } from "./read/list-query.js";
import { Lists } from "./read/lists.js";
import { Records } from "./read/records.js";
import { readSources, type SourceLimits, type SourceStatus } from "./read/sources.js";
import { type Viewer, visibleTo } from "./read/visibility.js";

/** What the catalogue's resolvers find in a request's context, beside what others put there. */
export interface CatalogueContext {
  readonly catalogue: CatalogueRequest;
}

/** What one request is about. */
export interface RequestInput {
  /** From Accept-Language, the most wanted first. */
  readonly languages: readonly Language[];
  readonly viewer: Viewer;
}

export interface RequestBasis {
  readonly db: Kysely<HubDatabase>;
  readonly partnerCodes: readonly string[];
  readonly typeNames: readonly string[];
  readonly limits: SourceLimits;
}

/** Reads the index for one request; nothing is read twice. */
export class CatalogueRequest {
  readonly languages: readonly Language[];
  readonly lists: Lists;
  readonly records: Records;
  /** The day it is in Belgium, YYYY-MM-DD. */
  readonly today: string;
  readonly db: Kysely<HubDatabase>;
  readonly visible: ReturnType<typeof visibleTo>;
  readonly now: Date;
  readonly partnerCodes: readonly string[];
  readonly #limits: SourceLimits;
  #sources: Promise<readonly SourceStatus[]> | undefined;
  #joined: Promise<ReadonlyMap<string, Date>> | undefined;

  constructor(basis: RequestBasis, input: RequestInput, now: Date) {
    this.db = basis.db;
    this.partnerCodes = basis.partnerCodes;
    this.#limits = basis.limits;
    this.languages = input.languages;
    this.now = now;
    this.today = belgianDay(now);
    this.visible = visibleTo(input.viewer, basis.typeNames);
    this.lists = new Lists(basis.db, this.visible);
    this.records = new Records(basis.db, this.visible);
  }

  get listBasis(): ListBasis {
    return { partnerCodes: this.partnerCodes, languages: this.languages, today: this.today };
  }

  /** Of the partners named, in the order of the graph's partners; of all when none are named. */
  async sources(codes?: readonly string[]): Promise<readonly SourceStatus[]> {
    this.#sources ??= readSources(this.db, this.visible, this.partnerCodes, this.#limits, this.now);
    const sources = await this.#sources;
    return codes ? sources.filter(({ partner }) => codes.includes(partner.code)) : sources;
  }

  async joinedAt(code: string): Promise<Date | undefined> {
    this.#joined ??= this.db
      .selectFrom("partner")
      .select(["code", "joined_at"])
      .execute()
      .then((rows) => new Map(rows.map((row) => [row.code, row.joined_at])));
    return (await this.#joined).get(code);
  }
}
