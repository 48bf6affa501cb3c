/** What somebody typed and has not saved stays in their browser: a session that ends, a lost connection or a closed window takes nothing. */

const PREFIX = "segpol-desk";

/** Names what is kept: whose it is, and of which record, or of which kind a new one. */
export interface DraftKey {
  readonly subject: string;
  /** The partner's code. */
  readonly partner: string;
  /** The record's id, or the name of what is made anew. */
  readonly of: string;
}

/** What was typed, and on top of which version of the record. */
export interface KeptDraft<Values> {
  /** Undefined: of a new record. */
  readonly version: number | undefined;
  readonly values: Values;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const nameOf = ({ subject, partner, of }: DraftKey): string => [PREFIX, subject, partner, of].join(" ");

/** False: the browser keeps nothing, since it is full or has been told not to. */
export function keepDraft<Values>(key: DraftKey, draft: KeptDraft<Values>): boolean {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function readDraft<Values>(
  key: DraftKey,
  isValues: (value: unknown) => value is Values,
): KeptDraft<Values> | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(key)) ?? "null");
    if (typeof kept !== "object" || kept === null || !("values" in kept) || !isValues(kept.values)) return undefined;
    const version = "version" in kept && typeof kept.version === "number" ? kept.version : undefined;
    return { version, values: kept.values, at: "at" in kept ? Number(kept.at) : 0 };
  } catch {
    return undefined;
  }
}

export function forgetDraft(key: DraftKey): void {
  try {
    localStorage.removeItem(nameOf(key));
  } catch {
    // Where nothing can be kept there is nothing to forget.
  }
}

/** Forgets all that somebody has typed and not saved. */
export function forgetDrafts(subject: string): void {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX} ${subject} `));
    for (const name of names) localStorage.removeItem(name);
  } catch {
    // As above.
  }
}
