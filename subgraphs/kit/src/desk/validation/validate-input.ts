import type { RecordKind } from "@segpol/schema";
import type { RecordInput } from "../../model/inputs.js";
import { fieldsOf, type RecordModel } from "../../model/model.js";
import { type DeskProblem, problem, shown } from "../../vocabulary/problem.js";
import { crossCheck } from "./cross-checks.js";
import type { ValidationScope } from "./findings.js";
import { didYouMean } from "./did-you-mean.js";
import { problemsOf } from "./issues.js";
import { withoutNulls } from "./plain.js";
import { checkRecordSize } from "./record-size.js";

/** What a check of input gives. */
export interface ValidatedInput {
  /** The fields that are good, tidied up: trimmed, composed, dates in words. */
  readonly content: RecordInput;
  /** Empty: `content` is the whole of the input, and can be written. */
  readonly problems: readonly DeskProblem[];
  readonly warnings: readonly DeskProblem[];
}

/** What a check of the fields of a patch gives. */
export interface ValidatedPatch {
  readonly values: RecordInput;
  /** Fields that were given as null, to be cleared. */
  readonly cleared: readonly string[];
  readonly problems: readonly DeskProblem[];
}

/**
 * Checks the whole input of a record that is to be made: everything that needs no database. Never throws,
 * whatever is given.
 */
export function validateInput(kind: RecordKind, input: unknown, scope: ValidationScope = {}): ValidatedInput {
  const { values, cleared, problems } = validatePatch(kind, input, scope.model);
  const missing = Object.entries(fieldsOf(kind, scope.model))
    .filter(([name, { presence }]) => presence === "REQUIRED" && (cleared.includes(name) || !hasOwn(input, name)))
    .map(([field]) => problem({ field, code: "REQUIRED", expected: `${field} to be given`, came: "nothing" }));
  const measuresKnown = !problems.some(({ field }) => field.split(".", 1)[0] === "measures");
  const across = crossCheck(kind, values, scope, measuresKnown);
  const size = checkRecordSize(kind, values);
  const fieldProblems = problems.filter(({ code }) => code !== "CANNOT_BE_CLEARED");
  return {
    content: values,
    problems: isObject(input) ? [...missing, ...fieldProblems, ...across.problems, ...size] : fieldProblems,
    warnings: across.warnings,
  };
}

/** Checks the fields of a patch one by one. What stands across fields is looked at once the patch is laid over the record. */
export function validatePatch(kind: RecordKind, input: unknown, model?: RecordModel): ValidatedPatch {
  if (!isObject(input)) {
    const refused = problem({
      field: "",
      code: "WRONG_TYPE",
      expected: `an object with the fields of a ${kind}`,
      came: shown(input),
    });
    return { values: {}, cleared: [], problems: [refused] };
  }
  const fields = fieldsOf(kind, model);
  const values: Record<string, unknown> = {};
  const cleared: string[] = [];
  const problems: DeskProblem[] = [];
  for (const [field, given] of Object.entries(input)) {
    const rule = hasOwn(fields, field) ? fields[field] : undefined;
    if (!rule) problems.push(unknownField(kind, field, Object.keys(fields)));
    else if (given === undefined) continue;
    else if (given === null) {
      cleared.push(field);
      if (rule.presence !== "OPTIONAL")
        problems.push(
          problem({ field, code: "CANNOT_BE_CLEARED", expected: `${field} to have a value`, came: "null" }),
        );
    } else {
      const plain = withoutNulls(given);
      if (!plain) {
        problems.push(
          problem({ field, code: "WRONG_TYPE", expected: "a value of at most 40 levels", came: "a deeper one" }),
        );
        continue;
      }
      const result = rule.sort.schema.safeParse(plain.value, { reportInput: true });
      if (result.success) values[field] = result.data;
      else problems.push(...problemsOf(result.error.issues, field));
    }
  }
  return { values, cleared, problems };
}

function unknownField(kind: RecordKind, field: string, known: readonly string[]): DeskProblem {
  const name = field.slice(0, 60);
  const near = didYouMean(field, known);
  return problem({
    field: name,
    code: "UNKNOWN_FIELD",
    expected: `a field of a ${kind}`,
    came: shown(name),
    mend: near && `Did you mean ${near}?`,
  });
}

function hasOwn(value: unknown, name: string): boolean {
  return isObject(value) && Object.hasOwn(value, name) && value[name] !== undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
