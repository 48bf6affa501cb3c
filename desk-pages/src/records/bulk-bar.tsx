import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { MouseEvent } from "react";
import { Link } from "react-router";
import { ProblemWords } from "../form/problems.js";
import type { Field } from "../model/model.js";
import { recordPath, usePagePath } from "../shared/page-path.js";
import type { BulkResult } from "./bulk.js";

interface BulkBarProps {
  readonly themes: Field["choices"];
}

/** What can be done with all records that are chosen above. */
export function BulkBar({ themes }: BulkBarProps) {
  const { t } = useLingui();
  return (
    <fieldset className="filters">
      <legend>
        <Trans>With the records that are chosen</Trans>
      </legend>
      <button type="button" className="quiet" onClick={chooseAll}>
        <Trans>Choose all on this page</Trans>
      </button>
      {/* Before what publishes: Enter in a box presses the first. */}
      <label>
        {t`Theme`}
        <select name="theme">
          <option value="">{t`none chosen`}</option>
          {themes.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" name="bulk" value="theme">
        <Trans>Add this theme</Trans>
      </button>
      <button type="submit" name="bulk" value="publish">
        <Trans>Publish them</Trans>
      </button>
      <p className="help">
        <Trans>Readers see within a second what changes of published records.</Trans>
      </p>
    </fieldset>
  );
}

function chooseAll({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>): void {
  for (const box of form?.querySelectorAll<HTMLInputElement>('input[name="record"]') ?? []) box.checked = true;
}

/** What became of the records that were chosen. */
export function BulkOutcome({ result: { changed, unchanged, refused } }: { readonly result: BulkResult }) {
  const path = usePagePath();
  return (
    <>
      <div role="status" className="notice">
        {changed + unchanged + refused.length === 0 ? (
          <Trans>Nothing was chosen: choose records, and what is to be done with them.</Trans>
        ) : (
          <>
            <Plural
              value={changed}
              _0="No record was changed."
              one="# record was changed."
              other="# records were changed."
            />{" "}
            {unchanged > 0 && <Plural value={unchanged} one="# was so already." other="# were so already." />}
          </>
        )}
      </div>
      {refused.length > 0 && (
        <section className="problems" role="alert">
          <h2>
            <Plural value={refused.length} one="# record was not changed" other="# records were not changed" />
          </h2>
          <ul>
            {refused.map(({ id, errors }) => (
              <li key={id}>
                <Link to={path(recordPath(id))}>{id}</Link>
                {errors.map((problem) => (
                  <p key={`${problem.field} ${problem.code}`}>
                    <ProblemWords problem={problem} />
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
