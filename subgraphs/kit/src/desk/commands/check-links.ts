import { parseRecordId } from "@segpol/schema";
import type { LinkValue } from "../../model/seed.js";
import { fatesOf } from "../records/known-ids.js";
import type { RecordInput } from "../../model/inputs.js";
import { type DeskProblem, problem } from "../../vocabulary/problem.js";
import type { RunContext } from "./run-context.js";

/** What is wrong with links that lead to the partner's own records; those of others are taken as they are, and so are those that were there. */
export async function checkLinks(
  { em, scope, created }: RunContext,
  { links = [] }: RecordInput,
  id: string | undefined,
  before: readonly LinkValue[] = [],
): Promise<{ readonly problems: DeskProblem[]; readonly warnings: DeskProblem[] }> {
  const problems: DeskProblem[] = [];
  const warnings: DeskProblem[] = [];
  const own = (links as readonly LinkValue[])
    .map((link, index) => ({ target: link.id, field: `links.${index}.id` }))
    .filter(
      ({ target }) =>
        parseRecordId(target)?.partner === scope.partner.code && !before.some((link) => link.id === target),
    );
  const fates = await fatesOf(
    em,
    own.map(({ target }) => target),
  );
  for (const { target, field } of own) {
    const fate = fates.get(target);
    const expected = "the id of a record that is kept here";
    if (target === id) {
      problems.push(problem({ field, code: "LINK_TO_ITSELF", expected: "a link to another record", came: target }));
    } else if (fate === "HIDDEN") {
      warnings.push(
        problem({ field, code: "LINK_TARGET_HIDDEN", expected: "a link to what readers see", came: target }),
      );
    } else if (fate !== "THERE" && !created.has(target)) {
      problems.push(problem({ field, code: "LINK_TARGET_UNKNOWN", expected, came: target }));
    }
  }
  return { problems, warnings };
}
