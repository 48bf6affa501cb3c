import type { Visibility } from "@segpol/identity";
import type { Language, RecordKind, LanguageMap } from "@segpol/schema";
import type { JsonObject } from "../../base/json.js";
import type { RecordFinding } from "./record-finding.js";

/** A link that the record names in `_links`. */
export interface HarvestedLink {
  readonly rel: string;
  /** Id of a record of any partner; it need not be known yet. */
  readonly id: string;
}

/** One text of the record in one language, as `_texts` gives it. */
export interface HarvestedText {
  /** Where the text stands in the record: `title`, `topics.0`, `date.text`, `measures.0.measures.1.text`. */
  readonly field: string;
  readonly language: Language;
  readonly text: string;
  /** Whether the text was first written in this language. */
  readonly original: boolean;
}

/** One record as the harvest read it from its owner. */
export interface HarvestedRecord {
  readonly id: string;
  /** The record's object type at the owner: `CpsEvent`. */
  readonly typeName: string;
  readonly kind: RecordKind;
  /**
   * Every standard field that the owner's type has, by its name in the contract and as the owner answered it:
   * fields with a language argument without one, connections as `{ nodes: [...] }`, references as `{ code }`.
   * `_links`, `_texts` and `__typename` stay out. A field that the type lacks is absent; the contract's default applies.
   */
  readonly content: JsonObject;
  /** In the owner's order. */
  readonly links: readonly HarvestedLink[];
  /** Empty where the type has no `_texts`: then the texts in `content` count as the original. */
  readonly texts: readonly HarvestedText[];
}

/** Texts of a record by the place they stand at: title, topics.0. */
export type TextsByField = Readonly<Record<string, LanguageMap>>;

/** UNREADABLE: the owner gave an error for the record; asked again later. FOREIGN_RECORD: not the partner's to give. */
export type UnreadCode = "UNREADABLE" | "FOREIGN_RECORD";

/** A record that the change feed named and that could not be read. */
export interface Unread {
  readonly id: string;
  readonly code: UnreadCode;
  /** Without addresses. */
  readonly finding: RecordFinding;
  /** Who may see the record, as far as its owner says so apart from the rest; absent: it is not known, so nobody but owner and cabinet. */
  readonly visibility?: Visibility;
}

/** What is known of a record that is gone. */
export interface WithdrawnNow {
  readonly id: string;
  readonly visibility: Visibility;
}

/** One page of a partner's change feed together with the records it names, each once, written in one transaction. */
export interface HarvestPage {
  readonly records: readonly HarvestedRecord[];
  /** Ids of records that are gone. */
  readonly withdrawn: readonly string[];
  /** The visibility that withdrawn records have now at their owner, as far as it says so: their past follows it. Default: none. */
  readonly withdrawnNow?: readonly WithdrawnNow[];
  /** Ids of records that are gone, and whose owner asks that no version of them be kept: their content and texts go too. Default: none. */
  readonly erased?: readonly string[];
  /** Named by the feed, but not readable; what the index holds of them stays, for those who may see the record now. Default: none. */
  readonly unread?: readonly Unread[];
  /** The cursor that the index held when the page was asked for: a page is refused when the index has gone on since. */
  readonly after?: string | null;
  /** The first page of a feed that is read from the beginning again: what it does not name by its end goes. Default: false. */
  readonly isFullResync?: boolean;
  /** Hash of the selection with which the records were read. Default: the one before. */
  readonly selectionHash?: string;
  /** Where the feed goes on. */
  readonly cursor: string;
  /** The copy of the partner's data that the page comes from; a new one is read from the beginning. */
  readonly epoch: string;
  /** Everything that the partner committed up to this RFC 3339 instant is in this page or before it. */
  readonly asOf: string;
  /** What is to be told of how the partner gives its pages, as the source's problem. Default: nothing. */
  readonly problem?: string | null;
  /** More changes are waiting. On the first page without, records that a new epoch did not name again are removed. */
  readonly hasMore: boolean;
}
