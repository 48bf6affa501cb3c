import { Trans, useLingui } from "@lingui/react/macro";
import { useSurroundings } from "../app/surroundings.js";
import type { Values } from "../form/values.js";
import type { Outcome } from "../form/write.js";
import type { ProblemFragment, RecordKind } from "../generated/operations.js";
import { formFields, type Model } from "../model/model.js";
import { KIND_NAMES } from "../shared/labels.js";
import { ModelForm } from "./model-form.js";
import { recordWrite } from "./record-write.js";

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

/** The form of a record. */
export function RecordForm({ model, kind, record, problems, onSaved }: RecordFormProps) {
  const { t } = useLingui();
  const { transport } = useSurroundings();
  const fields = formFields(model, kind);
  const partOf = (isWanted: (isRequired: boolean, isCommon: boolean) => boolean) =>
    fields.filter(({ presence, isCommon }) => isWanted(presence === "REQUIRED", isCommon));
  const isPublished = record?.isPublished ?? false;
  return (
    <ModelForm
      name={t(KIND_NAMES[kind])}
      recordId={record?.id}
      draftOf={record?.id ?? `new ${kind}`}
      model={model}
      parts={[
        { heading: t`What it cannot do without`, fields: partOf((isRequired) => isRequired) },
        { heading: t(KIND_NAMES[kind]), fields: partOf((isRequired, isCommon) => !isRequired && !isCommon) },
        {
          heading: t`Where it belongs and who sees it`,
          fields: partOf((isRequired, isCommon) => !isRequired && isCommon),
        },
      ]}
      saved={record?.values ?? NOTHING}
      version={record?.version}
      writeOf={(form) => recordWrite({ transport, model, kind, fields, id: record?.id, form })}
      isPublished={isPublished}
      problems={problems}
      saveWords={(isReviewed) => <SaveWords isNew={!record} isPublished={isPublished} isReviewed={isReviewed} />}
      onSaved={(outcome, sent, form) => {
        // What the desk has made of it comes with the record as it is read anew.
        form.rebase(sent, outcome.record?.version, form.now());
        onSaved(outcome);
      }}
    />
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
