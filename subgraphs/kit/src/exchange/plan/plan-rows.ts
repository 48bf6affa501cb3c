import type { EntityManager } from "@mikro-orm/postgresql";
import { RECORD_KINDS, type RecordKind } from "@segpol/schema";
import type { DeskSnapshot } from "../../desk/command.js";
import { readSnapshots } from "../../desk/records/snapshot.js";
import type { Partner } from "../../partner/partner.js";
import type { FileRow } from "../formats/file-row.js";
import { cellProblem } from "../sheets/cell-problem.js";
import { ownerColumn, sheetDefinition } from "../sheets/sheet-kinds.js";
import { idsFor, tellApart } from "./made-ids.js";
import type { ImportRow } from "./import-row.js";
import { readId } from "./record-ids.js";
import type { Pauses } from "./pauses.js";
import type { Plan, PlannedRow } from "./planned-row.js";
import { Planner } from "./planner.js";
import { importRowOf } from "./row-of.js";

const IDS_AT_ONCE = 100;

/** Compares the rows of a file with what is kept, with pauses. Writes nothing. */
export async function planRows(
  em: EntityManager,
  partner: Partner,
  rows: readonly FileRow[],
  pauses: Pauses,
): Promise<Plan> {
  const planned: PlannedRow[] = [];
  for (const row of rows) {
    planned.push(identified(importRowOf(row), partner));
    await pauses.after();
  }
  const kept = await keptOf(em, planned, pauses);
  tellApart(planned, kept);
  const planner = new Planner(kept);
  const records = planned.filter(({ definition }) => !definition.rowsOf);
  const appended = planned.filter(({ definition }) => definition.rowsOf);
  for (const each of records) {
    planner.planRecord(each);
    await pauses.after();
  }
  for (const each of appended) {
    planner.planAppended(each);
    await pauses.after();
  }
  return { rows: planned, commands: planner.commands() };
}

function identified(row: ImportRow, { code }: Partner): PlannedRow {
  const definition = sheetDefinition(row.kind);
  const problems = [...row.problems];
  const warnings = [...row.warnings];
  const column = definition.rowsOf ? ownerColumn(definition) : "id";
  const cell = definition.rowsOf ? row.owner : row.id;
  let id: string | undefined;
  let otherId: string | undefined;
  if (cell !== undefined) {
    const read = readId(cell, code, definition.record, column);
    if (typeof read === "string") id = read;
    else problems.push(read);
  } else if (definition.rowsOf) {
    problems.push(cellProblem(column, "OWNER_NEEDED", `the id of the ${column} that the row belongs to`, "nothing"));
  } else {
    [id, otherId] = idsFor(code, definition.record, row.read(undefined).patch);
  }
  return { row, definition, id, otherId, problems, warnings, intent: undefined };
}

async function keptOf(
  em: EntityManager,
  rows: readonly PlannedRow[],
  pauses: Pauses,
): Promise<ReadonlyMap<string, DeskSnapshot>> {
  const kept = new Map<string, DeskSnapshot>();
  for (const kind of RECORD_KINDS) {
    const ids = idsOf(rows, kind);
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      for (const [id, snapshot] of await readSnapshots(em, kind, ids.slice(from, from + IDS_AT_ONCE))) {
        kept.set(id, snapshot);
      }
      await pauses.after();
    }
  }
  return kept;
}

function idsOf(rows: readonly PlannedRow[], kind: RecordKind): string[] {
  return [
    ...new Set(
      rows.flatMap(({ id, otherId, definition }) =>
        definition.record === kind ? [id, otherId].filter((each) => each !== undefined) : [],
      ),
    ),
  ];
}
