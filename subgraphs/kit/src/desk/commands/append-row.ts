import type { RecordKind } from "@segpol/schema";
import type { AppendCommand } from "../command.js";
import type { AppendedField } from "../../model/model.js";
import type { Target } from "./load-target.js";
import { type DeskProblem, problem } from "../../vocabulary/problem.js";
import { type Decision, isRefused, type RunContext } from "./run-context.js";
import { planUpdate } from "./update-record.js";

const APPENDS: Readonly<Record<AppendCommand["action"], { readonly kind: RecordKind; readonly field: AppendedField }>> =
  {
    appendFollowUp: { kind: "Recommendation", field: "followUps" },
    appendResponse: { kind: "Recommendation", field: "responses" },
    appendAssessment: { kind: "Recommendation", field: "assessments" },
    appendObservation: { kind: "LegitimacyIndicator", field: "observations" },
  };

/** Looks at a row that is to be appended. A row that is there already, word for word, is not appended again. */
export async function planAppend(context: RunContext, target: Target, command: AppendCommand): Promise<Decision> {
  const { kind, field } = APPENDS[command.action];
  if (target.kind !== kind) {
    const refused = problem({ field: "id", code: "WRONG_KIND", expected: `a record of kind ${kind}`, came: target.id });
    return { kind: target.kind, id: target.id, problems: [refused], before: target.before };
  }
  const decision = await planUpdate(context, target, { [field]: [command.input] });
  const inRow = (found: DeskProblem): DeskProblem => ({
    ...found,
    field: withoutPlace(found.field, `${field}.0`),
  });
  if (!isRefused(decision)) return { ...decision, warnings: decision.warnings.map(inRow) };
  return { ...decision, problems: decision.problems.map(inRow), warnings: (decision.warnings ?? []).map(inRow) };
}

/** A field of a row by its name within the row; "": the row itself. */
function withoutPlace(field: string, row: string): string {
  return field === row || field.startsWith(`${row}.`) ? field.slice(row.length + 1) : field;
}
