import { type FocusEvent, type ReactNode, useState } from "react";
import { useMayEdit, useSurroundings } from "../app/surroundings.js";
import { FieldControl } from "../controls/field-control.js";
import { FormContext } from "../form/form-context.js";
import { type Values, withValue } from "../form/values.js";
import type { Outcome } from "../form/write.js";
import type { ProblemFragment } from "../generated/operations.js";
import type { Field, Model } from "../model/model.js";
import { EditorFrame } from "./editor-frame.js";
import { type KeptForm, useKeptForm } from "./use-kept-form.js";
import { useLiveCheck } from "./use-live-check.js";
import { useSaving, type Write } from "./use-saving.js";

/** Fields that stand together. */
export interface FormPart {
  /** Undefined: the page says what they are. */
  readonly heading: string | undefined;
  readonly fields: readonly Field[];
}

interface ModelFormProps {
  /** What the form is about, for who does not see it. */
  readonly name: string;
  /** The record that is changed; none by default. */
  readonly recordId?: string | undefined;
  /** By which what is typed is kept in the browser. */
  readonly draftOf: string;
  /** The record to which files may be given; none by default. */
  readonly filesOf?: string;
  readonly model: Model;
  readonly parts: readonly FormPart[];
  readonly saved: Values;
  readonly version: number | undefined;
  readonly writeOf: (form: KeptForm) => Write;
  /** Whether readers see at once what is saved, so that it is shown first what they will see. */
  readonly isPublished: boolean;
  /** What is wrong with what is saved. */
  readonly problems: readonly ProblemFragment[];
  readonly saveWords: (isReviewed: boolean) => ReactNode;
  /** @param sent what was saved: the form may hold more by then */
  readonly onSaved: (outcome: Outcome, sent: Values, form: KeptForm) => void;
}

/** A form made of what the record model says of its fields. */
export function ModelForm(props: ModelFormProps) {
  const {
    name,
    recordId,
    draftOf,
    filesOf,
    model,
    parts,
    saved,
    version,
    writeOf,
    isPublished,
    problems,
    saveWords,
    onSaved,
  } = props;
  const { place, reader } = useSurroundings();
  const mayEdit = useMayEdit();
  const subject = reader.state === "SIGNED_IN" ? reader.subject : "";
  const form = useKeptForm({ subject, partner: place.code, of: draftOf }, saved, version);
  const write = writeOf(form);
  const saving = useSaving({ form, write, isPublished, onSaved: (outcome, sent) => onSaved(outcome, sent, form) });
  const isChecked = form.isDirty && mayEdit && saving.status !== "SAVING" && !saving.review;
  const live = useLiveCheck(isChecked, form.values, (values) => write.send(values, undefined));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setIsTried] = useState(false);
  const errors = isTried ? (live.isCurrent ? live.errors : saving.errors) : [];
  // Of fields that nobody has left yet nothing is said before they try to save.
  const early = isTried ? [] : live.errors.filter(({ field }) => left.has(field.split(".")[0] ?? ""));
  const shown = [...errors, ...early, ...(form.isDirty ? [] : problems)];
  return (
    <FormContext
      value={{
        model,
        filesOf,
        problemsAt: (path) => shown.filter(({ field }) => field === path),
        set(path, value) {
          saving.changed();
          form.setValues((values) => withValue(values, path, value));
        },
      }}
    >
      <EditorFrame
        name={name}
        recordId={recordId}
        model={model}
        fields={parts.flatMap(({ fields }) => fields)}
        form={form}
        saving={saving}
        errors={errors}
        live={live}
        onTry={() => setIsTried(true)}
        saveWords={saveWords(saving.review !== undefined)}
      >
        {parts.map(
          ({ heading, fields }) =>
            fields.length > 0 && (
              <section
                key={heading ?? ""}
                onBlur={(event) => {
                  const field = fieldLeft(event);
                  if (field !== undefined && !left.has(field)) setLeft(new Set([...left, field]));
                }}
              >
                {heading !== undefined && <h2>{heading}</h2>}
                {fields.map((field) => (
                  <FieldControl key={field.name} field={field} path={field.name} value={form.values[field.name]} />
                ))}
              </section>
            ),
        )}
      </EditorFrame>
    </FormContext>
  );
}

/** The field whose control has been left. */
function fieldLeft({ target, relatedTarget }: FocusEvent): string | undefined {
  const nameOf = (element: EventTarget | null): string | undefined =>
    element instanceof Element
      ? [...elementsAround(element)]
          .findLast(({ id }) => id.startsWith("f-"))
          ?.id.slice(2)
          .split(".")[0]
      : undefined;
  const name = nameOf(target);
  return name !== nameOf(relatedTarget) ? name : undefined;
}

function* elementsAround(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = at.parentElement) yield at;
}
