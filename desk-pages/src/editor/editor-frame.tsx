import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useMayEdit } from "../app/surroundings.js";
import { ProblemSummary, Warnings } from "../form/problems.js";
import { Review } from "../form/review.js";
import type { ProblemFragment } from "../generated/operations.js";
import type { Field, Model } from "../model/model.js";
import { useFormat } from "../shared/format.js";
import { Conflict } from "./conflict.js";
import { OtherEditors } from "./other-editors.js";
import { SaveTrouble } from "./save-trouble.js";
import type { KeptForm } from "./use-kept-form.js";
import { useLeavingAsks } from "./use-leaving-asks.js";
import type { LiveCheck } from "./use-live-check.js";
import type { Saving } from "./use-saving.js";

interface EditorFrameProps {
  /** What the form is about, for who does not see it. */
  readonly name: string;
  /** The record that is changed; undefined: a new one, or what is only ever appended. */
  readonly recordId: string | undefined;
  readonly model: Model;
  readonly fields: readonly Field[];
  readonly form: KeptForm;
  readonly saving: Saving;
  readonly errors: readonly ProblemFragment[];
  readonly live: LiveCheck | undefined;
  /** Called when somebody tries to save. */
  readonly onTry?: () => void;
  /** What the button says that saves. */
  readonly saveWords: ReactNode;
  readonly children: ReactNode;
}

/** What every form has around it: what was kept, what is wrong, another person's changes, and the button that saves. */
export function EditorFrame(props: EditorFrameProps) {
  const { name, recordId, model, fields, form, saving, errors, live, onTry, saveWords, children } = props;
  const mayEdit = useMayEdit();
  const isTakenOver = useIsTakenOver();
  const { status, trouble, review, meeting } = saving;
  const [leaves, setLeaves] = useState(false);
  useLeavingAsks(form.isDirty && status !== "SAVED" && !leaves);
  const summary = useRef<HTMLElement>(null);
  useEffect(() => {
    if (saving.errors.length > 0) summary.current?.focus();
  }, [saving.errors]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onTry?.();
    void saving.save(review !== undefined);
  };
  const warnings = live && live.warnings.length > 0 ? live.warnings : saving.warnings;
  return (
    <form className="record-form" noValidate onSubmit={submit}>
      <Kept form={form} />
      {recordId !== undefined && <OtherEditors id={recordId} isChanging={form.isDirty} />}
      <ProblemSummary errors={errors} model={model} fields={fields} ref={summary} />
      {live?.isOutdated === true && !meeting && (
        <p className="notice" role="status">
          <Trans>Somebody else has just saved this record. Go on typing: when you save you see both.</Trans>
        </p>
      )}
      {meeting && <Conflict meeting={meeting} model={model} fields={fields} choose={saving.choose} />}
      <fieldset disabled={!mayEdit || !isTakenOver} className="whole">
        <legend className="visually-hidden">{name}</legend>
        {children}
      </fieldset>
      <Warnings warnings={warnings} model={model} fields={fields} />
      {trouble && <SaveTrouble failure={trouble} onLeave={() => setLeaves(true)} />}
      {review && <Review changes={review} model={model} fields={fields} />}
      {mayEdit && (
        <div className="save-bar">
          <button type="submit" disabled={!isTakenOver || status === "SAVING"}>
            {saveWords}
          </button>
          <p role="status">
            {status === "SAVING" && <Trans>Saving…</Trans>}
            {status === "UNCHANGED" && <Trans>There is nothing to save.</Trans>}
            {status === "SAVED" && !form.isDirty && <Trans>Saved.</Trans>}
            {form.isDirty && status === "IDLE" && <Trans>Not saved yet.</Trans>}
          </p>
        </div>
      )}
    </form>
  );
}

/** What the browser has kept of an earlier visit, and that it keeps nothing. */
function Kept({ form }: Pick<EditorFrameProps, "form">) {
  const { t } = useLingui();
  const format = useFormat();
  const restored = form.restoredAt === undefined ? undefined : format.instant(new Date(form.restoredAt).toISOString());
  return (
    <>
      {restored !== undefined && (
        <section className="notice" aria-label={t`Kept from before`}>
          <p role="status">
            <Trans>What you typed before, until {restored}, and did not save is here again.</Trans>
          </p>
          <button type="button" className="quiet" onClick={form.reset}>
            <Trans>Drop it</Trans>
          </button>
        </section>
      )}
      {!form.isKept && (
        <p className="notice" role="status">
          <Trans>This browser keeps nothing: save before you leave the page.</Trans>
        </p>
      )}
    </>
  );
}

/** False at the partner, and in the browser until React has taken the page over: what is typed before that would be lost. */
function useIsTakenOver(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
