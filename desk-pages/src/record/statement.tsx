import { Trans } from "@lingui/react/macro";
import { useMemo } from "react";
import { useLoaderData, useNavigate, useSearchParams } from "react-router";
import { AppendForm } from "../editor/append-form.js";
import { AFTER_SAVING } from "../editor/use-leaving-asks.js";
import { isValues, listOf, textOf, type Value, type Values, valuesOf } from "../form/values.js";
import type { PageArgs } from "../graph/ask.js";
import { appendedFields, type Field, modelOf } from "../model/model.js";
import { notFound } from "../shared/not-found.js";
import { recordPath, usePageLanguage, usePagePath } from "../shared/page-path.js";
import { wordsIn } from "../shared/words.js";
import { loadRecord } from "./load-record.js";
import { RecordHeader } from "./record-header.js";

export async function loader(args: PageArgs) {
  const { record, model } = await loadRecord(args);
  const list = appendedFields(modelOf(model), record.recordKind).find(({ name }) => name === args.params["list"]);
  if (!list) throw notFound();
  return { record, model, list };
}

/** One further statement; a correction begins with what it corrects. */
export function Component() {
  const path = usePagePath();
  const language = usePageLanguage();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { record, model: described, list } = useLoaderData<typeof loader>();
  const model = modelOf(described);
  const correct = search.get("correct");
  const values: Value = isValues(record.values) ? record.values : {};
  const measures = listOf(valuesOf(values)["measures"]);
  const fields = (model.objects.get(list.type) ?? [])
    .filter(({ presence }) => presence !== "MADE")
    .map((field) =>
      field.name === "measure" ? withMeasures(field, measures, (words) => wordsIn(words, language).text) : field,
    );
  const begun = useMemo((): Values => {
    const rows = listOf(valuesOf(record.values as Value)[list.name]);
    const row = correct === null ? undefined : rows[Number(correct)];
    const { id: _id, ...rest } = valuesOf(row);
    return rest;
  }, [record.values, list.name, correct]);
  return (
    <>
      <title>{list.label}</title>
      <RecordHeader record={record} />
      <h2>{list.label}</h2>
      {correct !== null && (
        <p className="notice">
          <Trans>
            The form begins with what you correct. That stays visible; of the same date, what you write down now counts.
          </Trans>
        </p>
      )}
      <AppendForm
        key={`${record.id} ${list.name} ${correct}`}
        id={record.id}
        list={list}
        model={model}
        fields={fields}
        begun={begun}
        corrects={correct}
        onSaved={() => void navigate(path(recordPath(record.id, "statements")), { state: AFTER_SAVING })}
      />
    </>
  );
}

/** A measure is chosen by what it says, and not typed by its number. */
function withMeasures(field: Field, measures: readonly Value[], titleOf: (words: Values) => string): Field {
  const choicesIn = (below: readonly Value[]): Field["choices"][number][] =>
    below.flatMap((measure) => {
      const { ref, text, measures: steps } = valuesOf(measure);
      const label = `${textOf(ref)} ${titleOf(valuesOf(text))}`;
      return [{ value: textOf(ref), label }, ...choicesIn(listOf(steps))];
    });
  return { ...field, choices: choicesIn(measures) };
}
