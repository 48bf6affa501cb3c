import { nameLine } from "../audit/people.js";
import type { Actor } from "../command.js";

/** Milliseconds for which a person counts as changing a record after they have said so. */
const COUNTS_FOR_MS = 30_000;
/** Records that are remembered at once; the one that was heard of longest ago is forgotten first. */
const MAX_RECORDS = 1_000;

/** Windows that are remembered of a record. */
const MAX_WINDOWS = 100;
/** Characters that count of what tells windows apart. */
const MAX_WINDOW = 64;

/** What a window says of itself. */
interface Note {
  /** Any text that no other window has. */
  readonly window: string;
  readonly isChanging: boolean;
}

/** Somebody who is changing a record. */
export interface OtherEditor {
  /** What their token calls them; null: it does not. */
  readonly name: string | null;
  /** Whether it is the caller, in another window. */
  readonly isYou: boolean;
  /** When they said so last. */
  readonly at: Date;
}

interface Window extends Pick<Actor, "issuer" | "subject"> {
  readonly name: string | null;
  readonly at: Date;
}

/** Who is changing which record at this moment: in memory, for half a minute, and in no log. */
export class Editing {
  readonly #editors = new Map<string, Map<string, Window>>();

  /**
   * Notes whether this person is changing the record in this window, and gives the others who are.
   * @param now milliseconds since 1970
   */
  note(recordId: string, actor: Actor, { window, isChanging }: Note, now = Date.now()): OtherEditor[] {
    const { issuer, subject } = actor;
    const known = this.#editors.get(recordId) ?? new Map<string, Window>();
    for (const [key, { at }] of known) if (now - at.getTime() > COUNTS_FOR_MS) known.delete(key);
    const own = JSON.stringify([issuer, subject, window.slice(0, MAX_WINDOW)]);
    known.delete(own);
    if (isChanging && known.size < MAX_WINDOWS)
      known.set(own, { issuer, subject, name: nameLine(actor), at: new Date(now) });
    // The map is in the order in which records were heard of.
    this.#editors.delete(recordId);
    if (known.size > 0) this.#editors.set(recordId, known);
    const [oldest] = this.#editors.keys();
    if (this.#editors.size > MAX_RECORDS && oldest !== undefined) this.#editors.delete(oldest);
    return [...known].flatMap(([key, { at, ...other }]) =>
      key === own ? [] : { name: other.name, isYou: other.issuer === issuer && other.subject === subject, at },
    );
  }
}
