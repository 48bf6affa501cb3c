import { Trans, useLingui } from "@lingui/react/macro";
import { LANGUAGE_NAMES } from "@segpol/page-base/language";
import { useMemo } from "react";
import { useSurroundings } from "../app/surroundings.js";
import { controlId } from "../form/form-context.js";
import { ProblemWords } from "../form/problems.js";
import { isEqual, pruned, textOf, type Values } from "../form/values.js";
import type { Outcome } from "../form/write.js";
import {
  type Language,
  type RecordKind,
  TranslateRecord,
  type TranslateRecordMutation,
} from "../generated/operations.js";
import { send } from "../graph/ask.js";
import { formFields, labelOfPath, type Model } from "../model/model.js";
import { pageLanguageOf } from "../shared/words.js";
import { EditorFrame } from "./editor-frame.js";
import { type TextToTranslate, translationsIn } from "./texts.js";
import { useKeptForm } from "./use-kept-form.js";
import { useSaving } from "./use-saving.js";

interface TranslationFormProps {
  readonly id: string;
  readonly version: number;
  readonly into: Language;
  readonly model: Model;
  readonly kind: RecordKind;
  readonly texts: readonly TextToTranslate[];
  readonly isPublished: boolean;
  readonly stateWords: (state: TextToTranslate["state"]) => string;
  readonly onSaved: (outcome: Outcome) => void;
}

/** Each text beside its original. What is left empty is no translation: nothing of the original is ever saved as one. */
export function TranslationForm(props: TranslationFormProps) {
  const { id, version, into, model, kind, texts, isPublished, stateWords, onSaved } = props;
  const { t } = useLingui();
  const { place, reader, transport } = useSurroundings();
  const subject = reader.state === "SIGNED_IN" ? reader.subject : "";
  const saved = useMemo(() => Object.fromEntries(texts.map(({ field, translation }) => [field, translation])), [texts]);
  const form = useKeptForm({ subject, partner: place.code, of: `${id} ${into}` }, saved, version);
  const fields = formFields(model, kind);
  const saving = useSaving({
    form,
    isPublished,
    write: {
      async send(values, key) {
        const translations = changed(form.base, values).map((field) => {
          const text = pruned(values[field]);
          return { field, language: into, text: text === undefined ? null : textOf(text) };
        });
        if (translations.length === 0) return "UNCHANGED";
        const variables = { id, version: form.version ?? version, translations, key, dryRun: key === undefined };
        return withPlaces((await send(transport, TranslateRecord, variables)).outcome, translations);
      },
      theirs: (conflict) => ("texts" in conflict.current ? theirTexts(conflict, into) : {}),
    },
    onSaved(outcome, sent) {
      form.rebase(sent, outcome.record?.version, form.now());
      onSaved(outcome);
    },
  });
  const language = LANGUAGE_NAMES[pageLanguageOf(into)];
  return (
    <EditorFrame
      name={t`Translations`}
      recordId={id}
      model={model}
      fields={fields}
      form={form}
      saving={saving}
      errors={saving.errors}
      live={undefined}
      saveWords={saving.review ? <Trans>Save: readers see it at once</Trans> : <Trans>Save in {language}</Trans>}
    >
      {texts.map(({ field, original, state }) => (
        <div key={field} className="translation">
          <h2>
            {labelOfPath(model, fields, field)}{" "}
            <small className="state" data-state={state}>
              {stateWords(state)}
            </small>
          </h2>
          <div className="side-by-side">
            <div>
              <p className="when">{LANGUAGE_NAMES[pageLanguageOf(original.language)]}</p>
              <p lang={pageLanguageOf(original.language)} className="original-text">
                {original.text}
              </p>
            </div>
            <div>
              <label htmlFor={controlId(field)}>
                {language} <span className="visually-hidden">({labelOfPath(model, fields, field)})</span>
              </label>
              <ul className="field-problems">
                {saving.errors
                  .filter((problem) => problem.field === field)
                  .map((problem) => (
                    <li key={problem.code}>
                      <ProblemWords problem={problem} />
                    </li>
                  ))}
              </ul>
              <textarea
                id={controlId(field)}
                lang={pageLanguageOf(into)}
                rows={Math.min(12, 2 + Math.floor(original.text.length / 60))}
                value={textOf(form.values[field])}
                onChange={({ target }) => {
                  saving.changed();
                  form.setValues((values) => ({ ...values, [field]: target.value }));
                }}
              />
            </div>
          </div>
        </div>
      ))}
    </EditorFrame>
  );
}

function changed(before: Values, after: Values): readonly string[] {
  return Object.keys(after).filter((field) => !isEqual(pruned(before[field]), pruned(after[field])));
}

type TranslationOutcome = TranslateRecordMutation["outcome"];

/** The desk names a translation by its place in the request; the form by where the text stands. */
function withPlaces(outcome: TranslationOutcome, sent: readonly { readonly field: string }[]): Outcome {
  const placed = (field: string): string => {
    const [, index] = /(\d+)/.exec(field) ?? [];
    return (index === undefined ? undefined : sent[Number(index)]?.field) ?? field;
  };
  return { ...outcome, errors: outcome.errors.map((problem) => ({ ...problem, field: placed(problem.field) })) };
}

function theirTexts(conflict: object, into: Language): Values {
  const { current } = conflict as NonNullable<TranslationOutcome["conflict"]>;
  return translationsIn(current.texts, into);
}
