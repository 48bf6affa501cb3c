import { useEffect, useRef, useState } from "react";
import { type DraftKey, forgetDraft, keepDraft, readDraft } from "../shared/kept-drafts.js";
import { isEqual, isValues, type Values } from "../form/values.js";

/** Milliseconds without a key before what was typed is kept. */
const KEEP_MS = 250;

export interface KeptForm {
  readonly values: Values;
  readonly setValues: (change: (values: Values) => Values) => void;
  /** On top of what the form began: what is saved. */
  readonly base: Values;
  readonly version: number | undefined;
  /** Whether something is typed that is not saved. */
  readonly isDirty: boolean;
  /** Since when what is shown was typed in an earlier visit, in milliseconds since 1970; undefined: it was not. */
  readonly restoredAt: number | undefined;
  /** Whether the browser keeps what is typed. */
  readonly isKept: boolean;
  /** What it holds at this moment, which a rendering may be behind. */
  readonly now: () => Values;
  /** Goes on from what is saved now, with these values on top of it. */
  readonly rebase: (base: Values, version: number | undefined, values: Values) => void;
  /** Drops all that is not saved. */
  readonly reset: () => void;
}

/** What a form holds, kept in the browser while it is not saved: no ended session, lost connection or closed window takes it. */
export function useKeptForm(key: DraftKey, saved: Values, savedVersion: number | undefined): KeptForm {
  const [base, setBase] = useState(saved);
  const [version, setVersion] = useState(savedVersion);
  const [values, setShown] = useState(saved);
  const latest = useRef(saved);
  const setValues = (next: Values): void => {
    latest.current = next;
    setShown(next);
  };
  const [restoredAt, setRestoredAt] = useState<number>();
  const [isKept, setIsKept] = useState(true);
  const wasRead = useRef(false);
  /** Ahead of what is rendered: a page that is left as soon as it is saved keeps nothing. */
  const isTyped = useRef(false);
  const isDirty = !isEqual(base, values);
  const { subject, partner, of } = key;

  // The browser has what the partner, which rendered the page, cannot know.
  useEffect(() => {
    const draft = readDraft({ subject, partner, of }, isDraftValues);
    wasRead.current = true;
    if (!draft || isEqual(draft.values.values, saved)) return;
    setBase(draft.values.base);
    setVersion(draft.version);
    setValues(draft.values.values);
    isTyped.current = true;
    setRestoredAt(draft.at);
    // oxlint-disable-next-line react/exhaustive-deps -- Once: later saves have their own way.
  }, [subject, partner, of]);

  useEffect(() => {
    if (!wasRead.current) return;
    if (!isDirty) return forgetDraft({ subject, partner, of });
    const keep = (): void =>
      setIsKept(keepDraft({ subject, partner, of }, { version, values: { base, values }, at: Date.now() }));
    const timer = setTimeout(keep, KEEP_MS);
    return () => {
      clearTimeout(timer);
      if (isTyped.current) keep();
    };
  }, [subject, partner, of, isDirty, base, values, version]);

  // The record as it is read anew, where nothing is typed on top of it.
  const seen = useRef(saved);
  useEffect(() => {
    if (seen.current === saved) return;
    seen.current = saved;
    if (isDirty || savedVersion === undefined || savedVersion < (version ?? 0)) return;
    setBase(saved);
    setVersion(savedVersion);
    setValues(saved);
    // oxlint-disable-next-line react/exhaustive-deps -- When it is read anew, and not while somebody types.
  }, [saved, savedVersion]);

  const rebase = (newBase: Values, newVersion: number | undefined, newValues: Values): void => {
    isTyped.current = !isEqual(newBase, newValues);
    setBase(newBase);
    setVersion(newVersion);
    setValues(newValues);
    setRestoredAt(undefined);
  };
  return {
    values,
    setValues(change) {
      isTyped.current = true;
      setValues(change(latest.current));
    },
    now: () => latest.current,
    base,
    version,
    isDirty,
    restoredAt,
    isKept,
    rebase,
    reset: () => rebase(saved, savedVersion, saved),
  };
}

interface DraftValues {
  readonly base: Values;
  readonly values: Values;
}

function isDraftValues(value: unknown): value is DraftValues {
  return (
    typeof value === "object" &&
    value !== null &&
    "base" in value &&
    "values" in value &&
    isValues(value.base) &&
    isValues(value.values)
  );
}
