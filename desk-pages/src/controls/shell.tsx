import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { HELP } from "../model/help.js";
import type { Field } from "../model/model.js";
import { controlId, useForm } from "../form/form-context.js";
import { ProblemWords } from "../form/problems.js";

/** What a control says of itself to a screen reader. */
export interface Described {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
}

interface ShellProps {
  readonly field: Pick<Field, "label" | "help" | "presence">;
  readonly path: string;
  /** In place of the field's own label. */
  readonly label?: ReactNode;
  readonly children: (described: Described) => ReactNode;
}

/** A control with its label, what it is about, and what is wrong with it. */
export function Labelled({ field, path, label = field.label, children }: ShellProps) {
  const { described, problems } = useDescription(path);
  return (
    <div className="field">
      <label htmlFor={described.id}>
        {label}
        <Required field={field} />
      </label>
      <Help field={field} />
      <Problems path={path} problems={problems} />
      {children(described)}
    </div>
  );
}

interface GroupProps {
  readonly field: Pick<Field, "label" | "help" | "presence">;
  readonly path: string;
  readonly label?: ReactNode;
  readonly children: ReactNode;
}

/** Several controls for one field, under its label. */
export function Group({ field, path, label = field.label, children }: GroupProps) {
  const { described, problems } = useDescription(path);
  return (
    <fieldset id={described.id} tabIndex={-1} className="field group" aria-describedby={described["aria-describedby"]}>
      <legend>
        {label}
        <Required field={field} />
      </legend>
      <Help field={field} />
      <Problems path={path} problems={problems} />
      {children}
    </fieldset>
  );
}

export function useDescription(path: string): {
  described: Described;
  problems: ReturnType<ReturnType<typeof useForm>["problemsAt"]>;
} {
  const problems = useForm().problemsAt(path);
  const isWrong = problems.length > 0;
  return {
    problems,
    described: {
      id: controlId(path),
      "aria-describedby": isWrong ? problemId(path) : undefined,
      "aria-invalid": isWrong ? true : undefined,
    },
  };
}

export function Problems({
  path,
  problems,
}: { readonly path: string } & Pick<ReturnType<typeof useDescription>, "problems">) {
  if (problems.length === 0) return null;
  return (
    <ul id={problemId(path)} className="field-problems">
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.message}`}>
          <ProblemWords problem={problem} />
        </li>
      ))}
    </ul>
  );
}

function Required({ field }: Pick<GroupProps, "field">) {
  const { t } = useLingui();
  return field.presence === "REQUIRED" ? <small className="required"> {t`required`}</small> : null;
}

/** In the page's language, where there are words for it; what is new in the model stands as that describes it, in English. */
function Help({ field: { help } }: Pick<GroupProps, "field">) {
  const { t } = useLingui();
  const words = HELP.get(help);
  if (help === "" || (HELP.has(help) && !words)) return null;
  return (
    <p className="help" lang={words ? undefined : "en"}>
      {words ? t(words) : help}
    </p>
  );
}

function problemId(path: string): string {
  return `${controlId(path)}-problems`;
}
