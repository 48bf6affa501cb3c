import { Trans, useLingui } from "@lingui/react/macro";
import type { Field, Model } from "../model/model.js";
import { isWords, WordsShown } from "../shared/words.js";
import { isList, isValues, pruned, type Value, type Values, valuesOf } from "./values.js";

/** A value of a record as people read it: texts with their languages, lists and objects in short. */
export function ValueShown({ value }: { readonly value: Value }) {
  const { t } = useLingui();
  if (value === null || value === undefined || value === "") {
    return (
      <em>
        <Trans>nothing</Trans>
      </em>
    );
  }
  if (typeof value === "boolean") return value ? t`yes` : t`no`;
  if (typeof value !== "object") return <bdi>{String(value)}</bdi>;
  const entries = isList(value)
    ? value.map((entry, index) => [String(index + 1), entry] as const)
    : isValues(value)
      ? Object.entries(value).filter(([, member]) => member !== undefined && member !== null)
      : [];
  if (entries.length === 0) {
    return (
      <em>
        <Trans>nothing</Trans>
      </em>
    );
  }
  return (
    <ul className="value">
      {entries.map(([name, member]) => (
        <li key={name}>
          <small>{name}</small> <ValueShown value={member} />
        </li>
      ))}
    </ul>
  );
}

interface FieldsShownProps {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly model: Model;
}

/** Fields with their labels and values, as people read them; what has no value is left out. */
export function FieldsShown({ fields, values, model }: FieldsShownProps) {
  return (
    <dl className="facts">
      {fields
        .filter(({ name }) => pruned(values[name]) !== undefined)
        .map((field) => (
          <div key={field.name} className="fact">
            <dt>{field.label}</dt>
            <dd>
              <FieldValue field={field} value={values[field.name]} model={model} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

interface FieldValueProps {
  readonly field: Field;
  readonly value: Value;
  readonly model: Model;
}

function FieldValue({ field, value, model }: FieldValueProps) {
  if (field.many && isList(value)) {
    const one = { ...field, many: false };
    return (
      <ul className="value">
        {value.map((entry, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- What an entry is called is its place in the list.
          <li key={index}>
            <FieldValue field={one} value={entry} model={model} />
          </li>
        ))}
      </ul>
    );
  }
  const choice = field.choices.find((each) => each.value === value);
  if (choice) return choice.label;
  if (field.type === "Text" && isWords(value)) return <WordsShown words={value} />;
  if (field.type === "FuzzyDate") {
    const { text, edtf } = valuesOf(value);
    return isWords(text) ? <WordsShown words={text} /> : <ValueShown value={edtf} />;
  }
  if (field.type === "URL" && typeof value === "string" && /^https?:/.test(value)) return <a href={value}>{value}</a>;
  const members = model.objects.get(field.type);
  return members ? (
    <FieldsShown fields={members} values={valuesOf(value)} model={model} />
  ) : (
    <ValueShown value={value} />
  );
}
