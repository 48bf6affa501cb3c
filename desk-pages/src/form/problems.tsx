import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type MouseEvent, type Ref, useId } from "react";
import type { ProblemFragment } from "../generated/operations.js";
import { punctuationIn } from "@segpol/page-base/language";
import { type Field, labelOfPath, type Model } from "../model/model.js";
import { usePageLanguage } from "../shared/page-path.js";
import { controlId } from "./form-context.js";
import { PROBLEM_WORDS } from "./problem-words.js";

/** One thing that is wrong, in the same words wherever it stands; what the desk says of it beside, as it says it. */
export function ProblemWords({ problem: { code, message } }: { readonly problem: ProblemFragment }) {
  const { t } = useLingui();
  return (
    <>
      {t(PROBLEM_WORDS[code])}
      {message !== "" && (
        <small lang="en" className="detail">
          {message}
        </small>
      )}
    </>
  );
}

interface SummaryProps {
  readonly errors: readonly ProblemFragment[];
  readonly model: Model;
  readonly fields: readonly Field[];
  readonly ref: Ref<HTMLElement>;
}

/** All that keeps a record from being saved, each leading to its field. It gets the focus when it appears. */
export function ProblemSummary({ errors, model, fields, ref }: SummaryProps) {
  const heading = useId();
  if (errors.length === 0) return null;
  return (
    <section className="problems" aria-labelledby={heading} tabIndex={-1} ref={ref}>
      <h2 id={heading}>
        <Plural
          value={errors.length}
          one="Nothing is saved yet: # thing has to be mended"
          other="Nothing is saved yet: # things have to be mended"
        />
      </h2>
      <ul>
        {errors.map((problem) => (
          <li key={`${problem.field} ${problem.code} ${problem.message}`}>
            {problem.field === "" ? (
              <ProblemWords problem={problem} />
            ) : (
              <>
                <a href={`#${controlId(problem.field)}`} onClick={(event) => leadToControl(event, problem.field)}>
                  {labelOfPath(model, fields, problem.field)}
                </a>
                : <ProblemWords problem={problem} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where a place has no control of its own, that of what it stands in gets the focus. */
function leadToControl(event: MouseEvent, path: string): void {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf(".")))) {
    const control = document.querySelector<HTMLElement>(`#${CSS.escape(controlId(at))}`);
    if (!control) continue;
    event.preventDefault();
    control.closest("details")?.setAttribute("open", "");
    const first = control.matches("fieldset") ? control.querySelector<HTMLElement>("input, select, textarea") : null;
    (first ?? control).focus();
    return;
  }
}

interface WarningsProps {
  readonly warnings: readonly ProblemFragment[];
  readonly model: Model;
  readonly fields: readonly Field[];
}

/** What is worth a second look, and keeps nothing from being saved. */
export function Warnings({ warnings, model, fields }: WarningsProps) {
  const { colon } = punctuationIn(usePageLanguage());
  if (warnings.length === 0) return null;
  return (
    <section className="warnings">
      <h2>
        <Trans>Worth a second look</Trans>
      </h2>
      <ul>
        {warnings.map((problem) => (
          <li key={`${problem.field} ${problem.code}`}>
            {problem.field !== "" && labelOfPath(model, fields, problem.field) + colon}
            <ProblemWords problem={problem} />
          </li>
        ))}
      </ul>
    </section>
  );
}
