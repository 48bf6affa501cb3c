import { isRecordKind, parseRecordId, recordId, RecordIdError, type RecordKind } from "@segpol/schema";
import { fatesOf } from "../records/known-ids.js";
import { writeNewRecord } from "../records/write.js";
import { validateInput } from "../validation/validate-input.js";
import { checkAppendedIds, withIds } from "./appended.js";
import type { CreateCommand } from "../command.js";
import type { RecordInput } from "../../model/inputs.js";
import { checkLinks } from "./check-links.js";
import { type DeskProblem, problem, shown } from "../../vocabulary/problem.js";
import { classOf, type Decision, type RunContext } from "./run-context.js";
import { proposedId } from "./slug.js";

const MAX_TRIES = 1_000;

/** Looks at a record that is to be made. */
export async function planCreate(context: RunContext, command: CreateCommand): Promise<Decision> {
  const { em, scope } = context;
  const { code } = scope.partner;
  const { kind } = command;
  const unkept = checkKind(context, kind);
  if (unkept) return { kind: undefined, id: undefined, problems: [unkept] };

  const { content, problems, warnings } = validateInput(kind, command.input, { code });
  const named = command.id == null ? undefined : readId(code, kind, command.id);
  const taken = typeof named === "string" ? await checkUnused(context, named) : [];
  const links = await checkLinks(context, content, typeof named === "string" ? named : undefined);
  const rows = withIds(kind, content);
  const all = [
    ...(typeof named === "object" ? [named] : []),
    ...taken,
    ...problems,
    ...links.problems,
    ...(await checkAppendedIds(em, kind, rows)),
  ];
  const givenId = typeof named === "string" ? named : undefined;
  if (all.length > 0) return { kind, id: givenId, problems: all, warnings: [...warnings, ...links.warnings] };
  const id = givenId ?? (await unusedId(context, kind, content));
  return {
    kind,
    id,
    before: null,
    warnings: [...warnings, ...links.warnings],
    write: (tx) =>
      writeNewRecord(tx, {
        code,
        kind,
        recordClass: classOf(context, kind),
        id,
        draft: command.draft ?? false,
        content: rows,
      }),
  };
}

function checkKind({ scope }: RunContext, kind: string): DeskProblem | undefined {
  if (isRecordKind(kind) && scope.partner.classes[kind]) return undefined;
  const kept = Object.keys(scope.partner.classes);
  return problem({ field: "kind", code: "KIND_NOT_KEPT", expected: `one of ${kept.join(", ")}`, came: shown(kind) });
}

/** The id that was given, whole or as a slug. */
function readId(code: string, kind: RecordKind, given: string): string | DeskProblem {
  if (given.includes(":")) {
    const parts = parseRecordId(given);
    const expected = `an id of ${code} and of kind ${kind}, such as ${recordId(code, kind, "2021-12-08-recherche")}`;
    if (!parts) return problem({ field: "id", code: "BAD_ID", expected, came: shown(given) });
    if (parts.partner !== code) return problem({ field: "id", code: "FOREIGN_RECORD", expected, came: shown(given) });
    if (parts.kind !== kind) return problem({ field: "id", code: "WRONG_KIND", expected, came: shown(given) });
    return given;
  }
  try {
    return recordId(code, kind, given);
  } catch (error) {
    if (!(error instanceof RecordIdError)) throw error;
    const expected = "a slug of lower-case letters and digits, words joined by a hyphen, such as 2021-12-08-recherche";
    return problem({ field: "id", code: "BAD_SLUG", expected, came: shown(given) });
  }
}

async function checkUnused({ em }: RunContext, id: string): Promise<DeskProblem[]> {
  const fate = (await fatesOf(em, [id])).get(id);
  if (fate === undefined) return [];
  const code = fate === "ERASED" ? "ID_ERASED" : "ID_TAKEN";
  return [problem({ field: "id", code, expected: "an id that was never used", came: id })];
}

/** The proposed id, which is locked, or the first one with a number behind it that was never used. */
async function unusedId({ em, scope, created }: RunContext, kind: RecordKind, content: RecordInput): Promise<string> {
  const proposed = proposedId(scope.partner.code, kind, content);
  const tries = [proposed, ...Array.from({ length: MAX_TRIES }, (_, index) => `${proposed}-${index + 2}`)];
  // Most titles are new, and a few are those of a series.
  for (const [from, to] of [
    [0, 1],
    [1, 20],
    [20, tries.length],
  ] as const) {
    const some = tries.slice(from, to);
    const fates = await fatesOf(em, some);
    const free = some.find((id) => !fates.has(id) && !created.has(id));
    if (free !== undefined) return free;
  }
  throw new Error(`Expected fewer than ${MAX_TRIES} records named ${proposed}.`);
}
