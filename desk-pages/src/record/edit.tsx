import { Trans, useLingui } from "@lingui/react/macro";
import { useLoaderData, useLocation, useRevalidator } from "react-router";
import { useMayEdit } from "../app/surroundings.js";
import { isAfterSaving } from "../editor/use-leaving-asks.js";
import { RecordForm } from "../editor/record-form.js";
import { isValues, type Value } from "../form/values.js";
import { modelOf } from "../model/model.js";
import { stateOf } from "../shared/record-state.js";
import { loadRecord } from "./load-record.js";
import { RecordHeader } from "./record-header.js";

export const loader = loadRecord;

/** A record, to be read and changed. */
export function Component() {
  const { t } = useLingui();
  const { record, model } = useLoaderData<typeof loader>();
  const revalidator = useRevalidator();
  const mayEdit = useMayEdit();
  const isNew = isAfterSaving(useLocation().state);
  const values = record.values as Value;
  return (
    <>
      <title>{t`Record`}</title>
      <RecordHeader record={record} />
      {isNew && (
        <p className="notice" role="status">
          <Trans>The record is made. It is a draft until you publish it.</Trans>
        </p>
      )}
      {!mayEdit && (
        <p>
          <Trans>You may look at records here; to change them takes the role of an editor.</Trans>
        </p>
      )}
      <RecordForm
        key={record.id}
        model={modelOf(model)}
        kind={record.recordKind}
        record={{
          id: record.id,
          version: record.version,
          values: isValues(values) ? values : {},
          isPublished: stateOf(record) === "PUBLISHED",
        }}
        problems={record.problems}
        onSaved={() => void revalidator.revalidate()}
      />
    </>
  );
}
