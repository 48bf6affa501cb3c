import { Trans } from "@lingui/react/macro";
import { useSurroundings } from "../app/surroundings.js";
import { APPEND } from "../form/append.js";
import { missingIn } from "../form/missing.js";
import { inputOf, isEqual, type Values } from "../form/values.js";
import { REFUSED } from "../form/write.js";
import { send } from "../graph/ask.js";
import type { Field, Model } from "../model/model.js";
import { ModelForm } from "./model-form.js";

interface AppendFormProps {
  /** The record's id. */
  readonly id: string;
  /** The field whose rows are appended, such as followUps. */
  readonly list: Field;
  readonly model: Model;
  /** Of a row. */
  readonly fields: readonly Field[];
  /** What the form begins with: a row that is corrected. */
  readonly begun: Values;
  /** Which row that is; null: none. */
  readonly corrects: string | null;
  readonly onSaved: () => void;
}

/** Writes one statement down, which stays as it is. */
export function AppendForm({ id, list, model, fields, begun, corrects, onSaved }: AppendFormProps) {
  const { transport } = useSurroundings();
  const document = APPEND[list.name];
  if (!document) throw new Error(`Expected a list to which the pages can append; got ${list.name}.`);
  return (
    <ModelForm
      name={list.label}
      draftOf={[id, list.name, ...(corrects === null ? [] : [corrects])].join(" ")}
      filesOf={id}
      model={model}
      parts={[{ heading: undefined, fields }]}
      saved={begun}
      version={undefined}
      writeOf={() => ({
        async send(values, key) {
          const input = inputOf(model, fields, values);
          const errors = missingIn(model, fields, input);
          if (errors.length > 0) return { ...REFUSED, errors };
          const { outcome } = await send(transport, document, { id, input, key, dryRun: key === undefined });
          return key !== undefined && outcome.status === "UNCHANGED" ? "UNCHANGED" : outcome;
        },
        // Appending contradicts nobody.
        theirs: () => ({}),
      })}
      isPublished={false}
      problems={[]}
      saveWords={() => <Trans>Write it down</Trans>}
      onSaved={(_outcome, sent, form) => {
        form.rebase(begun, undefined, isEqual(form.now(), sent) ? begun : form.now());
        onSaved();
      }}
    />
  );
}
