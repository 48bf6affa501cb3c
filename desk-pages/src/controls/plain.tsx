import { useLingui } from "@lingui/react/macro";
import type { Field } from "../model/model.js";
import { useForm } from "../form/form-context.js";
import { listOf, textOf, type Value } from "../form/values.js";
import { Group, Labelled } from "./shell.js";

export interface ControlProps {
  readonly field: Field;
  readonly path: string;
  readonly value: Value;
}

const NUMBERS: ReadonlySet<string> = new Set(["Int", "Float"]);
const INPUT_TYPES: Readonly<Record<string, string>> = { Date: "date", URL: "url", Int: "number", Float: "number" };

/** One line, a number, a day or a web address. */
export function LineControl({ field, path, value }: ControlProps) {
  const { set } = useForm();
  const isNumber = NUMBERS.has(field.type);
  return (
    <Labelled field={field} path={path}>
      {(described) => (
        <input
          {...described}
          type={INPUT_TYPES[field.type] ?? "text"}
          step={field.type === "Float" ? "any" : undefined}
          maxLength={field.maxLength ?? undefined}
          value={textOf(value)}
          onChange={({ target }) => {
            const number = isNumber && target.value !== "" ? Number(target.value) : undefined;
            set(path, number ?? target.value);
          }}
        />
      )}
    </Labelled>
  );
}

/** One of a list. */
export function ChoiceControl({ field, path, value }: ControlProps) {
  const { set } = useForm();
  const { t } = useLingui();
  return (
    <Labelled field={field} path={path}>
      {(described) => (
        <select
          {...described}
          value={textOf(value) || (field.fallback ?? "")}
          onChange={({ target }) => set(path, target.value)}
        >
          {field.fallback === null && <option value="">{t`none chosen`}</option>}
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** Yes, no, or not said. */
export function BooleanControl({ field, path, value }: ControlProps) {
  const { set } = useForm();
  const { t } = useLingui();
  return (
    <Labelled field={field} path={path}>
      {(described) => (
        <select
          {...described}
          value={typeof value === "boolean" ? String(value) : ""}
          onChange={({ target }) => set(path, target.value === "" ? null : target.value === "true")}
        >
          <option value="">{t`not said`}</option>
          <option value="true">{t`yes`}</option>
          <option value="false">{t`no`}</option>
        </select>
      )}
    </Labelled>
  );
}

/** Several of a list. */
export function ChoicesControl({ field, path, value }: ControlProps) {
  const { set } = useForm();
  const chosen = listOf(value).map(textOf);
  const toggle = (code: string, isChosen: boolean): void =>
    set(path, isChosen ? [...chosen, code] : chosen.filter((each) => each !== code));
  return (
    <Group field={field} path={path}>
      <div className="choices">
        {field.choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(choice.value)}
              onChange={({ target }) => toggle(choice.value, target.checked)}
            />
            {choice.label}
          </label>
        ))}
      </div>
      {field.isOpen && <OtherLines field={field} path={path} value={value} />}
    </Group>
  );
}

/** What is not in the list, such as a partner that joined later. */
function OtherLines({ field, path, value }: ControlProps) {
  const { set } = useForm();
  const { t } = useLingui();
  const listed = new Set(field.choices.map((choice) => choice.value));
  const chosen = listOf(value).map(textOf);
  const others = chosen.filter((code) => !listed.has(code));
  return (
    <label className="other">
      {t`Others, by their codes, with a comma between`}
      <input
        value={others.join(",")}
        onChange={({ target }) =>
          set(path, [
            ...chosen.filter((code) => listed.has(code)),
            ...(target.value === "" ? [] : target.value.split(",")),
          ])
        }
      />
    </label>
  );
}

/** Several short texts, one on each line. */
export function LinesControl({ field, path, value }: ControlProps) {
  const { set } = useForm();
  const { t } = useLingui();
  const lines = listOf(value).map(textOf);
  const label = (
    <>
      {field.label} <small>{t`one on each line`}</small>
    </>
  );
  return (
    <Labelled field={field} path={path} label={label}>
      {(described) => (
        <textarea
          {...described}
          rows={Math.max(3, lines.length + 1)}
          value={lines.join("\n")}
          onChange={({ target }) => set(path, target.value === "" ? [] : target.value.split("\n"))}
        />
      )}
    </Labelled>
  );
}
