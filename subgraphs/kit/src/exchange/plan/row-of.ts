import { isDeepStrictEqual } from "node:util";
import type { EventFileRow } from "../formats/ics/event-row.js";
import type { FileRow } from "../formats/file-row.js";
import type { RecordFileRow, SheetFileRow } from "../sheets/file-row.js";
import { cellsOfEvent } from "../formats/ics/calendar-event.js";
import { sheetDefinition } from "../sheets/sheet-kinds.js";
import type { ImportRow } from "./import-row.js";
import { rowOfCells } from "./row-of-cells.js";

/** What a record has in JSON beside its fields. */
const OWN: ReadonlySet<string> = new Set(["id", "version", "draft"]);

/** A row of a file, to be compared with what is kept. */
export function importRowOf(row: FileRow): ImportRow {
  switch (row.is) {
    case "cells":
      return ofCells(row);
    case "event":
      return ofEvent(row);
    case "record":
      return ofRecord(row);
  }
}

function ofCells({ place, kind, cells, problems, warnings }: SheetFileRow): ImportRow {
  const definition = sheetDefinition(kind);
  return rowOfCells({ place, definition, given: cells, problems, warnings, cellsFor: () => cells });
}

function ofEvent({ place, id, version, event, problems, warnings }: EventFileRow): ImportRow {
  const given = Object.entries({ id, version }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return rowOfCells({
    place,
    definition: sheetDefinition("event"),
    given: new Map(given),
    problems,
    warnings,
    cancels: event.cancels,
    cellsFor: (kept) => cellsOfEvent(event, kept),
  });
}

function ofRecord({ place, kind, record, problems, warnings }: RecordFileRow): ImportRow {
  const { id, version, draft } = record;
  return {
    place,
    kind,
    id: typeof id === "string" ? id : undefined,
    owner: undefined,
    version: typeof version === "number" ? version : undefined,
    draft: typeof draft === "boolean" ? draft : undefined,
    problems,
    warnings,
    cancels: false,
    read: (kept) => {
      const changed = Object.entries(record).filter(
        ([field, given]) => !OWN.has(field) && !isDeepStrictEqual(given ?? undefined, kept?.[field]),
      );
      return {
        patch: Object.fromEntries(changed),
        columns: changed.map(([field]) => field),
        problems: [],
        warnings: [],
      };
    },
    columnOf: (field) => field,
  };
}
