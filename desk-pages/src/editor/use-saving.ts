import { useRef, useState } from "react";
import type { ChangeFragment, ConflictFragment, ProblemFragment } from "../generated/operations.js";
import { type Failure, isFailure } from "../graph/failure.js";
import { type Clash, merge } from "../form/merge.js";
import { newKey } from "../form/new-key.js";
import { isEqual, type Values, withoutEmptyEntries, withValue } from "../form/values.js";
import type { Outcome } from "../form/write.js";
import type { Meeting } from "./conflict.js";
import type { KeptForm } from "./use-kept-form.js";

/** How what a form holds is written. */
export interface Write {
  /** @param key names the request; undefined: it is a dry run */
  readonly send: (values: Values, key: string | undefined) => Promise<Outcome | "UNCHANGED">;
  /** What the form would hold of the record as somebody else has saved it. */
  readonly theirs: (conflict: ConflictFragment) => Values;
}

export interface SavingOptions {
  readonly form: KeptForm;
  readonly write: Write;
  /** Whether readers see at once what is saved, so that it is shown first what they will see. */
  readonly isPublished: boolean;
  /** @param sent what was saved: the form may hold more by then */
  readonly onSaved: (outcome: Outcome, sent: Values) => void;
}

export type Status = "IDLE" | "SAVING" | "UNCHANGED" | "SAVED";

export type Saving = ReturnType<typeof useSaving>;

/** Saving what a form holds: what is wrong, what it would change, and what another person has changed meanwhile. */
export function useSaving({ form, write, isPublished, onSaved }: SavingOptions) {
  const [status, setStatus] = useState<Status>("IDLE");
  const [errors, setErrors] = useState<readonly ProblemFragment[]>([]);
  const [warnings, setWarnings] = useState<readonly ProblemFragment[]>([]);
  const [trouble, setTrouble] = useState<Failure>();
  const [review, setReview] = useState<readonly ChangeFragment[]>();
  const [meeting, setMeeting] = useState<Meeting>();
  const lastRequest = useRef({ content: "", key: "" });
  const isBusy = useRef(false);

  /** Sent again after a lost answer it is the same request, which is done once. */
  const keyFor = (values: Values): string => {
    const content = JSON.stringify([values, form.version]);
    if (lastRequest.current.content !== content) lastRequest.current = { content, key: newKey() };
    return lastRequest.current.key;
  };

  const meet = (conflict: ConflictFragment): void => {
    const theirs = write.theirs(conflict);
    const merged = merge(form.base, form.now(), theirs);
    setMeeting({ ...merged, conflict, chosen: new Set() });
    form.rebase(theirs, conflict.currentVersion, merged.values);
  };

  const save = async (isReviewed: boolean): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setStatus("SAVING");
    setTrouble(undefined);
    const values = withoutEmptyEntries(form.now());
    if (!isEqual(values, form.now())) form.setValues(() => values);
    try {
      const isDry = isPublished && !isReviewed;
      const outcome = await write.send(values, isDry ? undefined : keyFor(values));
      if (outcome === "UNCHANGED") return setStatus("UNCHANGED");
      setWarnings(outcome.warnings);
      setErrors(outcome.errors.filter(({ code }) => code !== "VERSION_CONFLICT"));
      setReview(undefined);
      setStatus("IDLE");
      if (outcome.conflict) return meet(outcome.conflict);
      if (outcome.errors.length > 0) return;
      if (isDry) return setReview(outcome.changes);
      setMeeting(undefined);
      // What was typed meanwhile is not saved yet.
      setStatus(isEqual(form.now(), values) ? "SAVED" : "IDLE");
      onSaved(outcome, values);
    } catch (error) {
      if (!isFailure(error)) throw error;
      setStatus("IDLE");
      setTrouble(error);
    } finally {
      isBusy.current = false;
    }
  };

  const choose = ({ path, mine, theirs }: Clash, whose: "MINE" | "THEIRS"): void => {
    form.setValues((values) => withValue(values, path, whose === "MINE" ? mine : theirs));
    setMeeting((now) => {
      if (!now) return now;
      const chosen = new Set(now.chosen);
      if (whose === "THEIRS") chosen.add(path);
      else chosen.delete(path);
      return { ...now, chosen };
    });
  };

  /** What is typed has changed: what was said of it before may not hold any more. */
  const changed = (): void => {
    setReview(undefined);
    setStatus((now) => (now === "SAVING" ? now : "IDLE"));
  };

  return { status, errors, warnings, trouble, review, meeting, save, choose, changed };
}
