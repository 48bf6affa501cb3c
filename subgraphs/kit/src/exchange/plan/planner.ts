import type { AppendCommand, Command, DeskSnapshot, ExpectedVersion } from "../../desk/command.js";
import { type AppendedField, isAppended } from "../../model/model.js";
import { cellProblem, cellWarning, quoted } from "../sheets/cell-problem.js";
import { ownerColumn, type SheetDefinition } from "../sheets/sheet-kinds.js";
import { addMeasures, keyOf, rowsKept } from "../sheets/appended-rows.js";
import type { PlannedCommand, PlannedRow } from "./planned-row.js";

const APPENDING = {
  responses: "appendResponse",
  followUps: "appendFollowUp",
  assessments: "appendAssessment",
  observations: "appendObservation",
} as const satisfies Record<AppendedField, AppendCommand["action"]>;

/** Finds what is to be done for each row, and what is wrong with it. */
export class Planner {
  readonly #records: PlannedCommand[] = [];
  readonly #measures = new Map<string, { row: PlannedRow; value: Readonly<Record<string, unknown>> }[]>();
  readonly #appended: PlannedCommand[] = [];
  readonly #seen = new Set<string>();
  readonly #created = new Set<string>();
  readonly #touched = new Set<string>();
  /** Of indicators that are in the file. */
  readonly #units = new Map<string, string>();
  readonly #keptRows = new Map<string, Map<string, Readonly<Record<string, unknown>>[]>>();

  constructor(private readonly kept: ReadonlyMap<string, DeskSnapshot>) {}

  planRecord(planned: PlannedRow): void {
    const { row, id, problems, definition } = planned;
    if (id === undefined) {
      if (problems.length === 0)
        problems.push(cellProblem("id", "ID_NEEDED", "an id, or a title to make one from", "neither"));
      problems.push(...row.read(undefined).problems);
      return;
    }
    if (this.#seen.has(id)) problems.push(cellProblem("id", "ID_TWICE", "each record once in the file", `${id} again`));
    this.#seen.add(id);
    const snapshot = this.kept.get(id);
    if (row.cancels && (!snapshot || snapshot.withdrawnAt !== null)) {
      planned.warnings.push(cellWarning("", "NOTHING_TO_CANCEL", "an event that is kept", "one that is not"));
      return;
    }
    const reading = row.read(snapshot?.content);
    problems.push(...reading.problems);
    planned.warnings.push(...reading.warnings);
    const unit = reading.patch["unit"] ?? snapshot?.content["unit"];
    if (typeof unit === "string") this.#units.set(id, unit);
    const changesDraft = snapshot !== undefined && row.draft !== undefined && row.draft !== snapshot.draft;
    if (snapshot && reading.columns.length === 0 && !changesDraft) return;
    if (snapshot) this.#checkKept(planned, snapshot);
    if (problems.length > 0) return;
    planned.intent = snapshot ? "CHANGE" : "CREATE";
    const input = reading.patch;
    const kind = definition.record;
    if (!snapshot) {
      this.#created.add(id);
      this.#record(planned, { action: "create", kind, id, input, draft: row.draft ?? false });
      return;
    }
    if (Object.keys(input).length > 0) {
      this.#record(planned, { action: "update", kind, id, version: this.#version(id), input });
    }
    if (changesDraft) {
      this.#record(planned, { action: row.draft ? "unpublish" : "publish", kind, id, version: this.#version(id) });
    }
  }

  planAppended(planned: PlannedRow): void {
    const { row, id, problems, definition } = planned;
    const { rowsOf, kind, record } = definition;
    if (id === undefined || !rowsOf) return;
    const owner = ownerColumn(definition);
    if (!this.kept.has(id) && !this.#created.has(id)) {
      problems.push(
        cellProblem(owner, "OWNER_UNKNOWN", "the id of a record that is kept, or is in the file", quoted(id)),
      );
    }
    const unit = this.#units.get(id) ?? this.#keptUnit(id);
    const { patch: value, problems: found, warnings } = row.read(undefined, unit);
    problems.push(...found);
    planned.warnings.push(...warnings);
    if (found.length > 0) return;
    const whole = row.id === undefined ? value : { ...value, id: row.id };
    const key = row.id === undefined ? keyOf(definition, value) : `#${row.id}`;
    const alike = this.#alike(id, definition, row.id === undefined).get(key) ?? [];
    const differences = alike.map((each) => row.read(each, unit).columns);
    if (differences.some((columns) => columns.length === 0)) return;
    if (differences[0]) {
      const columns = differences[0].join(", ");
      problems.push(
        cellProblem(differences[0][0] ?? "", "APPEND_ONLY", `${kind} ${key} as it is kept`, `another ${columns}`),
      );
      return;
    }
    const place = `${kind} ${id} ${key}`;
    if (this.#seen.has(place))
      problems.push(cellProblem("", "ID_TWICE", "each row once in the file", "the same one again"));
    this.#seen.add(place);
    if (problems.length > 0) return;
    planned.intent = "APPEND";
    if (isAppended(rowsOf)) {
      const command: Command = { action: APPENDING[rowsOf], kind: record, id, version: "ANY", input: whole };
      this.#appended.push({ command, rows: [planned] });
    } else {
      this.#measures.set(id, [...(this.#measures.get(id) ?? []), { row: planned, value }]);
    }
  }

  commands(): PlannedCommand[] {
    const measures = [...this.#measures].flatMap(([id, added]): PlannedCommand[] => {
      const values = added.map(({ value }) => value);
      const { measures: tree, homeless } = addMeasures(this.kept.get(id)?.content, values);
      for (const { row, value } of added) {
        if (!homeless.some(({ ref }) => ref === value["ref"])) continue;
        row.problems.push(
          cellProblem(
            "parent",
            "OWNER_UNKNOWN",
            "the ref of a measure of the same recommendation",
            quoted(String(value["parent"])),
          ),
        );
        row.intent = undefined;
      }
      const good = added.flatMap(({ row }) => (row.problems.length === 0 ? [row] : []));
      if (good.length === 0) return [];
      const input = { measures: tree };
      const command: Command = { action: "update", kind: "Recommendation", id, version: this.#version(id), input };
      return [{ command, rows: good }];
    });
    return [...this.#records, ...measures, ...this.#appended];
  }

  #checkKept({ row, problems }: PlannedRow, { version, withdrawnAt }: DeskSnapshot): void {
    if (withdrawnAt !== null) {
      problems.push(cellProblem("id", "RECORD_WITHDRAWN", "a record that is not withdrawn", "one that is"));
    }
    if (row.id === undefined) {
      problems.push(cellProblem("id", "ID_EXISTS", "an id, since the one made from the title is in use", "nothing"));
    }
    if (row.version !== undefined && row.version !== version) {
      problems.push(
        cellProblem("version", "VERSION_CONFLICT", `version ${version}, which is kept`, String(row.version)),
      );
    }
  }

  /** The version that was read; what was changed by an earlier command of the same import has another by then. */
  #version(id: string): ExpectedVersion {
    const version = this.#touched.has(id) ? undefined : this.kept.get(id)?.version;
    this.#touched.add(id);
    return version ?? "ANY";
  }

  #keptUnit(id: string): string | undefined {
    const unit = this.kept.get(id)?.content["unit"];
    return typeof unit === "string" ? unit : undefined;
  }

  #record(planned: PlannedRow, command: Command): void {
    this.#records.push({ command, rows: [planned] });
  }

  /** The kept rows of a record, by what tells them apart. */
  #alike(id: string, definition: SheetDefinition, byKey: boolean): Map<string, Readonly<Record<string, unknown>>[]> {
    const { kind, rowsOf } = definition;
    const name = `${id} ${kind} ${byKey}`;
    let found = this.#keptRows.get(name);
    if (!found) {
      const rows = rowsKept(this.kept.get(id)?.content, rowsOf ?? "");
      found = Map.groupBy(rows, (each) => (byKey ? keyOf(definition, each) : `#${String(each["id"])}`));
      this.#keptRows.set(name, found);
    }
    return found;
  }
}
