import { Trans, useLingui } from "@lingui/react/macro";
import { type FocusEvent, useState } from "react";
import { useMayEdit, useSurroundings } from "../app/surroundings.js";
import { FieldControl } from "../controls/field-control.js";
import { FormContext } from "../form/form-context.js";
import { type Values, withValue } from "../form/values.js";
import type { Outcome } from "../form/write.js";
import type { ProblemFragment, RecordKind } from "../generated/operations.js";
import { formFields, type Model } from "../model/model.js";
import { KIND_NAMES } from "../shared/labels.js";
import { EditorFrame } from "./editor-frame.js";
import { recordWrite } from "./record-write.js";
import { useKeptForm } from "./use-kept-form.js";
import { useLiveCheck } from "./use-live-check.js";
import { useSaving } from "./use-saving.js";

interface RecordFormProps {
  readonly model: Model;
  readonly kind: RecordKind;
  /** Undefined: a new one. */
  readonly record:
    | { readonly id: string; readonly version: number; readonly values: Values; readonly isPublished: boolean }
    | undefined;
  /** What is wrong with the record as it is kept. */
  readonly problems: readonly ProblemFragment[];
  readonly onSaved: (outcome: Outcome) => void;
}

const NOTHING: Values = {};

/** The form of a record, made of what the record model says of its fields. */
export function RecordForm({ model, kind, record, problems, onSaved }: RecordFormProps) {
  const { t } = useLingui();
  const { place, reader, transport } = useSurroundings();
  const mayEdit = useMayEdit();
  const subject = reader.state === "SIGNED_IN" ? reader.subject : "";
  const key = { subject, partner: place.code, of: record?.id ?? `new ${kind}` };
  const form = useKeptForm(key, record?.values ?? NOTHING, record?.version);
  const fields = formFields(model, kind);
  const write = recordWrite({ transport, model, kind, fields, id: record?.id, form });
  const isPublished = record?.isPublished ?? false;
  const saving = useSaving({
    form,
    write,
    isPublished,
    onSaved(outcome) {
      // What the desk has made of it comes with the record as it is read anew.
      form.rebase(form.values, outcome.record?.version, form.values);
      onSaved(outcome);
    },
  });
  const isChecked = form.isDirty && mayEdit && saving.status !== "SAVING" && !saving.review;
  const live = useLiveCheck(isChecked, form.values, (values) => write.send(values, undefined));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setIsTried] = useState(false);
  const errors = isTried ? (live.isCurrent ? live.errors : saving.errors) : [];
  // Of fields that nobody has left yet nothing is said before they try to save.
  const early = isTried ? [] : live.errors.filter(({ field }) => left.has(field.split(".")[0] ?? ""));
  const shown = [...errors, ...early, ...(form.isDirty ? [] : problems)];
  const ofPart = (isWanted: (isRequired: boolean, isCommon: boolean) => boolean) =>
    fields.filter(({ presence, isCommon }) => isWanted(presence === "REQUIRED", isCommon));
  const parts = [
    { heading: t`What it cannot do without`, of: ofPart((isRequired) => isRequired) },
    { heading: t(KIND_NAMES[kind]), of: ofPart((isRequired, isCommon) => !isRequired && !isCommon) },
    { heading: t`Where it belongs and who sees it`, of: ofPart((isRequired, isCommon) => !isRequired && isCommon) },
  ];
  return (
    <FormContext
      value={{
        model,
        problemsAt: (path) => shown.filter(({ field }) => field === path),
        set(path, value) {
          saving.changed();
          form.setValues((values) => withValue(values, path, value));
        },
      }}
    >
      <EditorFrame
        name={t(KIND_NAMES[kind])}
        model={model}
        fields={fields}
        form={form}
        saving={saving}
        errors={errors}
        live={live}
        onTry={() => setIsTried(true)}
        saveWords={<SaveWords isNew={!record} isPublished={isPublished} isReviewed={saving.review !== undefined} />}
      >
        {parts.map(
          ({ heading, of }) =>
            of.length > 0 && (
              <section
                key={heading}
                onBlur={(event) => {
                  const name = fieldLeft(event);
                  if (name !== undefined && !left.has(name)) setLeft(new Set([...left, name]));
                }}
              >
                <h2>{heading}</h2>
                {of.map((field) => (
                  <FieldControl key={field.name} field={field} path={field.name} value={form.values[field.name]} />
                ))}
              </section>
            ),
        )}
      </EditorFrame>
    </FormContext>
  );
}

interface SaveWordsProps {
  readonly isNew: boolean;
  readonly isPublished: boolean;
  readonly isReviewed: boolean;
}

function SaveWords({ isNew, isPublished, isReviewed }: SaveWordsProps) {
  if (isNew) return <Trans>Save as a draft</Trans>;
  if (!isPublished) return <Trans>Save</Trans>;
  return isReviewed ? <Trans>Save: readers see it at once</Trans> : <Trans>See what changes for readers</Trans>;
}

/** The field of the record whose control has been left. */
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
