import { useLingui } from "@lingui/react/macro";
import { useForm } from "../form/form-context.js";
import { listOf, valuesOf } from "../form/values.js";
import { FieldControl } from "./field-control.js";
import type { ControlProps } from "./plain.js";
import { Group } from "./shell.js";

/** Fields that belong together, such as those of a place. */
export function ObjectControl({ field, path, value }: ControlProps) {
  return (
    <Group field={field} path={path}>
      <Members field={field} path={path} value={value} />
    </Group>
  );
}

function Members({ field, path, value }: ControlProps) {
  const { model } = useForm();
  const members = valuesOf(value);
  return (
    <div className="members">
      {(model.objects.get(field.type) ?? []).map((member) => (
        <FieldControl key={member.name} field={member} path={`${path}.${member.name}`} value={members[member.name]} />
      ))}
    </div>
  );
}

/** A list of which each entry has fields of its own; entries can be added, moved and removed. */
export function ListControl({ field, path, value }: ControlProps) {
  const { t } = useLingui();
  const { set } = useForm();
  const entries = listOf(value);
  const { label } = field;
  const move = (from: number, to: number): void => {
    const moved = entries.filter((_entry, index) => index !== from);
    moved.splice(to, 0, entries[from]);
    set(path, moved);
  };
  return (
    <Group field={field} path={path}>
      {entries.length > 0 && (
        <ol className="entries">
          {entries.map((entry, index) => {
            const number = index + 1;
            return (
              // oxlint-disable-next-line react/no-array-index-key -- What an entry is called is its place in the list.
              <li key={index}>
                <FieldControl
                  field={{ ...field, many: false, label: `${label} ${number}`, help: "" }}
                  path={`${path}.${index}`}
                  value={entry}
                />
                <div className="entry-buttons">
                  {index > 0 && (
                    <button type="button" className="quiet" onClick={() => move(index, index - 1)}>
                      {t`Up`} <span className="visually-hidden">{`${label} ${number}`}</span>
                    </button>
                  )}
                  <button
                    type="button"
                    className="quiet"
                    onClick={() =>
                      set(
                        path,
                        entries.filter((_entry, at) => at !== index),
                      )
                    }
                  >
                    {t`Remove`} <span className="visually-hidden">{`${label} ${number}`}</span>
                  </button>
                </div>
              </li>
            );
          })}
        </ol>
      )}
      <button type="button" className="quiet" onClick={() => set(path, [...entries, {}])}>
        {t`Add`} <span className="visually-hidden">({label})</span>
      </button>
    </Group>
  );
}
