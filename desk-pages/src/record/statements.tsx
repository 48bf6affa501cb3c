import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useLoaderData } from "react-router";
import { useMayEdit } from "../app/surroundings.js";
import { FieldsShown } from "../form/value-shown.js";
import { isValues, listOf, type Value, valuesOf } from "../form/values.js";
import { appendedFields, modelOf } from "../model/model.js";
import { recordPath, usePagePath } from "../shared/page-path.js";
import { loadRecord } from "./load-record.js";
import { RecordHeader } from "./record-header.js";

export const loader = loadRecord;

/** What was written down of a record over time: it stays, and is corrected by a further statement. */
export function Component() {
  const { t } = useLingui();
  const path = usePagePath();
  const mayEdit = useMayEdit();
  const { record, model: described } = useLoaderData<typeof loader>();
  const model = modelOf(described);
  const values: Value = isValues(record.values) ? record.values : {};
  const address = recordPath(record.id, "statements");
  return (
    <>
      <title>{t`Statements over time`}</title>
      <RecordHeader record={record} />
      <p>
        <Trans>
          What is written down here stays. A mistake is corrected by a further statement of the same date, which then
          counts.
        </Trans>
      </p>
      {appendedFields(model, record.recordKind).map((list) => {
        const rows = listOf(valuesOf(values)[list.name]);
        const { label } = list;
        return (
          <section key={list.name}>
            <h2>{label}</h2>
            {mayEdit && (
              <p>
                <Link className="button" to={path(`${address}/${list.name}`)}>
                  {t`Add`} <span className="visually-hidden">({label})</span>
                </Link>
              </p>
            )}
            {rows.length === 0 ? (
              <p>
                <Trans>Nothing has been written down.</Trans>
              </p>
            ) : (
              <ol className="timeline">
                {rows.map((row, index) => {
                  const number = index + 1;
                  return (
                    // oxlint-disable-next-line react/no-array-index-key -- Rows are only ever appended.
                    <li key={index}>
                      <FieldsShown
                        fields={(model.objects.get(list.type) ?? []).filter(({ presence }) => presence !== "MADE")}
                        values={valuesOf(row)}
                        model={model}
                      />
                      {mayEdit && (
                        <Link to={path(`${address}/${list.name}`, { correct: String(index) })}>
                          {t`Correct it`} <span className="visually-hidden">{`${label} ${number}`}</span>
                        </Link>
                      )}
                    </li>
                  );
                })}
              </ol>
            )}
          </section>
        );
      })}
    </>
  );
}
