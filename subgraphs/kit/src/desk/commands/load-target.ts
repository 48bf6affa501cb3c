import { parseRecordId, type RecordKind } from "@segpol/schema";
import { fatesOf } from "../records/known-ids.js";
import { lockRecord, readSnapshot } from "../records/snapshot.js";
import type { Command, CreateCommand, DeskSnapshot } from "../command.js";
import { type DeskProblem, problem, shown } from "../../vocabulary/problem.js";
import type { Refused, RunContext } from "./run-context.js";
import { conflictWith } from "./version-conflict.js";

/** A record that a command is about, locked until the transaction ends, at the version that the command expects. */
export interface Target {
  readonly kind: RecordKind;
  readonly id: string;
  readonly before: DeskSnapshot;
}

type Targeted = Exclude<Command, CreateCommand>;

/** Finds the record, or says why the command cannot be about it. Appending needs no version. */
export async function loadTarget(context: RunContext, command: Targeted): Promise<Target | Refused> {
  const { em, scope } = context;
  const { id, version } = command;
  const refuse = (...problems: DeskProblem[]): Refused => ({ kind: undefined, id, problems });
  const parts = parseRecordId(id);
  if (!parts) {
    const expected = "the id of a record, such as cps:event:2021-12-08-recherche";
    return refuse(problem({ field: "id", code: "BAD_ID", expected, came: shown(id) }));
  }
  const { partner, kind } = parts;
  if (partner !== scope.partner.code) {
    const expected = `a record of ${scope.partner.code}`;
    return refuse(problem({ field: "id", code: "FOREIGN_RECORD", expected, came: id }));
  }
  if (command.kind !== undefined && command.kind !== kind) {
    return refuse(problem({ field: "id", code: "WRONG_KIND", expected: `a record of kind ${command.kind}`, came: id }));
  }
  await lockRecord(em, kind, id);
  const before = scope.partner.classes[kind] ? await readSnapshot(em, kind, id) : null;
  if (!before) {
    const erased = (await fatesOf(em, [id])).get(id) === "ERASED";
    const code = erased ? "RECORD_ERASED" : "RECORD_UNKNOWN";
    return refuse(problem({ field: "id", code, expected: "the id of a record that is kept here", came: id }));
  }
  if (version === "ANY" || (version == null && command.action.startsWith("append"))) return { kind, id, before };
  if (typeof version !== "number") {
    const expected = "the version that was read";
    return refuse(problem({ field: "version", code: "VERSION_MISSING", expected, came: shown(version) }));
  }
  if (version === before.version) return { kind, id, before };
  return { ...(await conflictWith(em, before, version)), kind, id, before };
}
