import { Trans, useLingui } from "@lingui/react/macro";
import { isList, isValues, type Value } from "./values.js";

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
