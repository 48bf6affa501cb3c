import type { LanguageMap, RecordKind } from "@segpol/schema";
import type { ColumnType, Generated } from "kysely";
import type { RecordGap } from "../record/record-facts.js";
import type { Instant, Jsonb, RecordTable, UnversionedColumn } from "../record/record-columns.js";

export interface PartnerTable {
  code: string;
  name: Jsonb<LanguageMap>;
  acronym: string;
  role: "KEY_PARTNER" | "PLUGIN_PARTNER";
  website: string | null;
  joined_at: Instant;
}

export interface SourceTable {
  partner: string;
  cursor: string | null;
  epoch: string | null;
  /** Hash of the selection with which records were read up to the cursor. */
  asked: string | null;
  as_of: ColumnType<Date | null, string | null, string | null>;
  /** Whether the last page said that no more changes were waiting. */
  caught_up: Generated<boolean>;
  last_contact_at: ColumnType<Date | null, string | null, string | null>;
  /** Whether the partner answered at all when it was last asked. */
  reachable: Generated<boolean>;
  problem: string | null;
}

export interface LinkTable {
  id: Generated<number>;
  source: string;
  rel: string;
  target: string;
  position: number;
}

/** A record as it was known at the hub from one instant up to another; null: it still is. */
export interface RecordVersionTable extends Omit<RecordTable, UnversionedColumn | "search"> {
  search: string | null;
  /** What the visibility of the record's last version is: its past is hidden with it. */
  latest_visibility: string;
  known_from: Instant;
  known_to: ColumnType<Date | null, string | null, string | null>;
  /** The contract's fields that differ from the version before. */
  changed: Generated<string[]>;
  /** Its owner asked to remove what it said: the id, the type and the dates are left. */
  erased: Generated<boolean>;
}

/** A link as it was known at the hub. */
export interface LinkVersionTable extends LinkTable {
  partner: string;
  known_from: Instant;
  known_to: ColumnType<Date | null, string | null, string | null>;
}

/** What the hub said of a source from an instant on, up to the next. */
export interface SourceVersionTable {
  partner: string;
  known_from: Instant;
  as_of: ColumnType<Date | null, string | null, string | null>;
  caught_up: boolean;
  last_contact_at: ColumnType<Date | null, string | null, string | null>;
  reachable: boolean;
  problem: string | null;
  aside: Jsonb<readonly QuarantineCount[]>;
  /** Later instants at which the partner answered, in order, while nothing else was to be said of it than its asOf. */
  later_at: Generated<Date[]>;
  /** The asOf at each of them. */
  later_as_of: Generated<(Date | null)[]>;
}

/** How many records could not be indexed for one reason, among those of one visibility. */
export interface QuarantineCount {
  readonly visibility: string;
  readonly code: string;
  readonly records: number;
}

/** A record that went out of some readers' view. */
export interface RecordHiddenTable {
  id: string;
  partner: string;
  kind: RecordKind;
  type_name: string;
  at: Instant;
  /** The number of the last version before. */
  version: number;
  visibility_before: string;
  visibility_after: string;
  latest_visibility: string;
}

/** What lists filter, order and count by; kept by the table of records itself. There is more in it than is read by name. */
export interface ListingTable {
  id: string;
  kind: RecordKind;
  visibility: string;
}

/** How many records there are of a combination; kept by the table of records itself. */
export interface TallyTable {
  visibility: string;
  partner: string;
  kind: RecordKind;
  type_name: string;
  category: string | null;
  status: string | null;
  /** In the order of their codes. */
  themes: string[];
  records: number;
}

/** How many records say something under one code; kept by the table of records itself. */
export interface CodeTallyTable {
  /**
   * "": that they are there. Of recommendations CLAIMED:<status>, ASSESSED:<status>, CLOSURE:<closure>, DATED, UNREPORTED, and of open ones
   * DUE:<month>. LACKS:<gap>: what they lack whatever day it is.
   */
  said: string;
  /** "": whatever their codes. THEME:<code>, CRITERION:<code>, KIND:<kind>, BODY:<name>: those that have it; what is lacking, by theme alone. */
  code: string;
  kind: RecordKind;
  partner: string;
  type_name: string;
  visibility: string;
  records: number;
}

/** What a record lacks; kept by the table of records itself. */
export interface GapTable {
  gap: RecordGap;
  id: string;
  kind: RecordKind;
  partner: string;
  type_name: string;
  visibility: string;
  themes: string[];
  /** The last day on which nothing is lacking yet; null: it is lacking whatever day it is. */
  after: string | null;
}

/** One row. */
export interface HistoryTable {
  /** When the index last changed. */
  at: Instant;
  /** Since when every version is kept; null: since the beginning. */
  kept_from: ColumnType<Date | null, string | null, string | null>;
}

export interface QuarantineTable {
  record: string;
  partner: string;
  code: string;
  /** What is wrong with it, for its owner's staff; see RecordFinding. */
  field: string | null;
  expected: string;
  got: string;
  mend: string;
  since: Instant;
  /** Who may see that it is there: whoever may see the record, as far as that is known. */
  visibility: Generated<string>;
}

/** How many records are quarantined beside those that are kept by their ids. */
export interface QuarantineMoreTable {
  partner: string;
  visibility: string;
  code: string;
  records: number;
}

/** Differs after every change of what an answer is made from; see stamps.ts. */
export interface AnswerStampTable {
  partner: string;
  kind: string;
  stamp: string;
}

/** The hub's own database. */
export interface HubDatabase {
  partner: PartnerTable;
  source: SourceTable;
  record: RecordTable;
  link: LinkTable;
  record_version: RecordVersionTable;
  link_version: LinkVersionTable;
  source_version: SourceVersionTable;
  history: HistoryTable;
  set_aside: QuarantineTable;
  set_aside_more: QuarantineMoreTable;
  record_hidden: RecordHiddenTable;
  answer_stamp: AnswerStampTable;
  public_listing: ListingTable;
  closed_listing: ListingTable;
  tally: TallyTable;
  code_tally: CodeTallyTable;
  gap: GapTable;
}
