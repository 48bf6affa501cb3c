import type { RecordKind } from "@segpol/schema";
import type { LinkValue, MeasureSeed } from "../../model/seed.js";
import { same } from "../records/changes.js";
import { appendRows, writeColumns, writeMeasures } from "../records/write.js";
import { crossCheck } from "../validation/cross-checks.js";
import { allRefs } from "../validation/measures.js";
import { checkRecordSize } from "../validation/record-size.js";
import { validatePatch } from "../validation/validate-input.js";
import { checkAppendedIds, newRows, rowsIn, withIds } from "./appended.js";
import { checkLinks } from "./check-links.js";
import { defaultsOf } from "../../model/field.js";
import type { MeasureInput, RecordInput } from "../../model/inputs.js";
import { appendedFieldsOf, isAppended, rowsOfKind } from "../../model/model.js";
import { MEASURES } from "../../model/row-types.js";
import { type DeskProblem, problem } from "../../vocabulary/problem.js";
import { classOf, type Decision, type RunContext } from "./run-context.js";
import type { Target } from "./load-target.js";

/** Looks at a patch that is to be laid over a record. */
export async function planUpdate(context: RunContext, target: Target, input: unknown): Promise<Decision> {
  const { em, scope } = context;
  const { kind, id, before } = target;
  const patch = validatePatch(kind, input);
  const values = normalized(patch.values);
  const merged = mergedContent(before.content, values, patch.cleared);
  const measuresKnown = !patch.problems.some(({ field }) => field.split(".", 1)[0] === "measures");
  const across = crossCheck(kind, merged, { code: scope.partner.code }, measuresKnown);
  const acrossBefore = crossCheck(kind, mergedContent(before.content, {}, []), { code: scope.partner.code });
  const links =
    values["links"] === undefined ? NOTHING : await checkLinks(context, values, id, linksOf(before.content));
  const append = newRows(kind, before.content, values);
  const rows = withIds(kind, append.content);
  const problems = [
    ...patch.problems,
    // What was wrong before is no reason to refuse what is right.
    ...across.problems.filter((found) => !acrossBefore.problems.some((known) => same(known, found))),
    ...links.problems,
    ...append.problems,
    ...checkRecordSize(kind, { ...merged, ...wholeRows(kind, before.content, rows) }, before.content),
    ...(await checkAppendedIds(em, kind, rows, append.fieldOf)),
    ...checkRemovedMeasures(before.content, values),
  ];
  const warnings = [...across.warnings, ...links.warnings].filter(({ field }) => concerns(field, input));
  if (problems.length > 0) return { kind, id, problems, warnings, before };
  const columns = changedColumns(kind, before.content, values, patch.cleared);
  const measures = values["measures"] as readonly MeasureSeed[] | undefined;
  const newMeasures = measures && !same(measures, before.content["measures"]) ? measures : undefined;
  const appended = appendedFieldsOf(kind).filter((field) => rowsIn(rows, field).length > 0);
  if (Object.keys(columns).length === 0 && !newMeasures && appended.length === 0) return { kind, id, before, warnings };
  return {
    kind,
    id,
    before,
    warnings,
    async write(tx) {
      await writeColumns(tx, classOf(context, kind), id, columns);
      if (newMeasures) await writeMeasures(tx, id, newMeasures);
      for (const field of appended) await appendRows(tx, id, field, rowsIn(rows, field));
    },
  };
}

const NOTHING: { readonly problems: readonly DeskProblem[]; readonly warnings: readonly DeskProblem[] } = {
  problems: [],
  warnings: [],
};

/** The record as it would be, without the rows that are there already. */
function mergedContent(before: RecordInput, values: RecordInput, cleared: readonly string[]): RecordInput {
  const columns = Object.entries(before).filter(([field]) => !cleared.includes(field) && !isAppended(field));
  return { ...Object.fromEntries(columns), ...values };
}

/** The rows that are there, and those that are appended. */
function wholeRows(kind: RecordKind, before: RecordInput, added: RecordInput): RecordInput {
  const fields = appendedFieldsOf(kind);
  return Object.fromEntries(fields.map((field) => [field, [...rowsIn(before, field), ...rowsIn(added, field)]]));
}

function changedColumns(
  kind: RecordKind,
  before: RecordInput,
  values: RecordInput,
  cleared: readonly string[],
): RecordInput {
  const rows = rowsOfKind(kind);
  const set = Object.entries(values).filter(([field, value]) => !rows.has(field) && !same(value, before[field]));
  const emptied = cleared.filter((field) => before[field] !== undefined).map((field) => [field, null] as const);
  return Object.fromEntries([...set, ...emptied]);
}

/** Measures that follow-ups or assessments are about stay. */
function checkRemovedMeasures(before: RecordInput, { measures }: RecordInput): DeskProblem[] {
  if (measures === undefined) return [];
  const kept = allRefs(measures as readonly MeasureInput[]);
  const used = (["followUps", "assessments"] as const).flatMap((field) =>
    rowsIn(before, field).flatMap(({ measure }) => (typeof measure === "string" ? [measure] : [])),
  );
  const missing = [...new Set(used)].filter((ref) => !kept.includes(ref));
  return missing.map((ref) =>
    problem({
      field: "measures",
      code: "MEASURE_IN_USE",
      expected: `measure ${ref} to stay`,
      came: "a tree without it",
    }),
  );
}

/** Values with what the database puts where something was left out, so that they can be compared with what is there. */
function normalized(values: RecordInput): RecordInput {
  const { measures } = values;
  if (measures === undefined) return values;
  return { ...values, measures: (measures as readonly MeasureInput[]).map(withDefaults) };
}

function withDefaults({ measures = [], ...own }: MeasureInput): MeasureInput {
  const below = measures.length > 0 ? { measures: measures.map(withDefaults) } : {};
  return { ...defaultsOf(MEASURES.rows.fields, ""), ...own, ...below };
}

function linksOf({ links = [] }: RecordInput): readonly LinkValue[] {
  return links as readonly LinkValue[];
}

/** Whether a finding is about something that was sent. */
function concerns(field: string, input: unknown): boolean {
  const [root = ""] = field.split(".", 1);
  return typeof input === "object" && input !== null && Object.hasOwn(input, root);
}
