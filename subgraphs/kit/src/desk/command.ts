import type { EntityManager } from "@mikro-orm/postgresql";
import type { Language, RecordKind } from "@segpol/schema";
import type { Partner } from "../partner/partner.js";
import type { RecordInput } from "../model/inputs.js";
import type { DeskProblem } from "../vocabulary/problem.js";

/** Who asks, as the token says. */
export interface Actor {
  /** The token's subject: a pseudonym of the identity provider's, no name. */
  readonly subject: string;
  readonly issuer: string;
  readonly roles: readonly string[];
  /** What the token calls the subject; kept beside the trail, and never logged. */
  readonly name?: string | undefined;
}

/** On whose behalf, and where, commands are carried out. */
export interface CommandScope {
  /** A fork of the partner's entity manager; a transaction is opened on it. */
  readonly em: EntityManager;
  readonly partner: Partner;
  readonly actor: Actor;
  readonly requestId: string;
  /** What the audit trail names as the source: DESK, or IMPORT and the file's name. DESK by default. */
  readonly source?: string;
}

/** A version that was read; ANY overwrites whatever is there, and is not offered by the desk's API. */
export type ExpectedVersion = number | "ANY";

/** A text in one language of a field as `texts` names it: title, topics.0, measures.0.text. `text`: null removes the language, left out it stays. */
export interface Translation {
  readonly field: string;
  readonly language: Language;
  readonly text?: string | null | undefined;
  /** Whether this is from now on the language that the text was first written in. */
  readonly original?: boolean | null | undefined;
}

/** Makes a record. Without `id` it gets one from its date and title. */
export interface CreateCommand {
  readonly action: "create";
  readonly kind: RecordKind;
  readonly id?: string | null | undefined;
  /** What a seed of the kind has, without its id (EventInput and its like), unchecked. */
  readonly input: unknown;
  /** A draft never leaves the owner. False by default. */
  readonly draft?: boolean | null | undefined;
}

/**
 * Changes a record: a field left out stays, null clears it where that is possible, lists are replaced as a whole. Rows of
 * `followUps`, `responses`, `assessments` and `observations` that are not there yet are appended; none is changed or removed.
 */
export interface UpdateCommand {
  readonly action: "update";
  readonly kind: RecordKind;
  readonly id: string;
  readonly version: ExpectedVersion;
  readonly input: unknown;
}

/** Changes where a record stands: for readers, in the feed, or for good. */
export interface StateCommand {
  readonly action: "withdraw" | "restore" | "erase" | "publish" | "unpublish";
  /** Where given, has to be the kind that the id says. */
  readonly kind?: RecordKind | undefined;
  readonly id: string;
  readonly version: ExpectedVersion;
}

/** Appends a row to a recommendation or an indicator. Appending contradicts nobody: a version is checked only where given. */
export interface AppendCommand {
  readonly action: "appendFollowUp" | "appendResponse" | "appendAssessment" | "appendObservation";
  readonly kind?: RecordKind | undefined;
  /** The recommendation's or the indicator's. */
  readonly id: string;
  readonly version?: ExpectedVersion | null | undefined;
  /** FollowUpInput, ResponseInput, AssessmentInput or ObservationInput, unchecked. */
  readonly input: unknown;
}

/** Sets or removes single languages of single texts. */
export interface TranslateCommand {
  readonly action: "translate";
  readonly kind?: RecordKind | undefined;
  readonly id: string;
  readonly version: ExpectedVersion;
  readonly input: readonly Translation[];
}

/** Adds or removes one link. */
export interface LinkCommand {
  readonly action: "link" | "unlink";
  readonly kind?: RecordKind | undefined;
  readonly id: string;
  readonly version: ExpectedVersion;
  readonly input: { readonly rel: string; readonly id: string };
}

export type Command = CreateCommand | UpdateCommand | StateCommand | AppendCommand | TranslateCommand | LinkCommand;

/** How commands are carried out together. */
export interface ApplyOptions {
  /** Nothing is written; the outcomes say what would be. False by default. */
  readonly dryRun?: boolean;
  /** What is refused is left out, the rest is written. False by default: all or nothing. */
  readonly skipBad?: boolean;
  /** The same key with the same commands is answered as before, and writes nothing. */
  readonly idempotencyKey?: string | null | undefined;
  /** What tells the request from others with the same key, where the commands are made from something else. By default the commands do. */
  readonly requestDigest?: string | undefined;
  /** Called after each command. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** What became of a command. HELD_BACK: it is good, but another one was refused, so that nothing was written. */
export type CommandStatus = "CREATED" | "CHANGED" | "UNCHANGED" | "REFUSED" | "HELD_BACK";

/** One field of a record before and after; undefined: it is not there. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A record as its owner keeps it. */
export interface DeskSnapshot {
  readonly id: string;
  readonly kind: RecordKind;
  readonly version: number;
  readonly draft: boolean;
  /** RFC 3339; null: it is not withdrawn. */
  readonly withdrawnAt: string | null;
  /** RFC 3339. */
  readonly updatedAt: string;
  /** What a create of the same record would be given, rows included. */
  readonly content: RecordInput;
}

/** What has happened to a record since the version that somebody read. */
export interface VersionConflict {
  readonly currentVersion: number;
  /** RFC 3339. */
  readonly changedAt: string;
  /** Subject of who changed it last; null: it was not done through the desk. */
  readonly changedBy: string | null;
  /** Fields that differ; null: the version that was sent is not in the audit trail. */
  readonly fields: readonly string[] | null;
}

/** What became of a command, in the order of the commands. */
export interface CommandOutcome {
  readonly action: Command["action"];
  readonly status: CommandStatus;
  readonly kind: RecordKind | undefined;
  /** Undefined: there is no record, because its creation was refused before it had an id. */
  readonly id: string | undefined;
  /** Why it was refused: all problems at once. */
  readonly problems: readonly DeskProblem[];
  /** What is worth a second look and was written all the same. */
  readonly warnings: readonly DeskProblem[];
  /** What changed in the record, field by field. */
  readonly changes: readonly FieldChange[];
  /** Null: there was none. */
  readonly before: DeskSnapshot | null;
  /** Null: there is none, or nothing was done. */
  readonly after: DeskSnapshot | null;
  /** Set with VERSION_CONFLICT: what has happened since the version that was sent. */
  readonly conflict?: VersionConflict | undefined;
  /** Whether this is the answer to an earlier request with the same idempotency key. */
  readonly replayed: boolean;
}
