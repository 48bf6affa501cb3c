import { wholeIn } from "../../progress/consistency.js";
import { type CellProblem, cellWarning, quoted } from "../sheets/cell-problem.js";
import type { Cells } from "../sheets/codec.js";
import { formatNumber, parsePercent } from "../sheets/numbers.js";

/** Columns of which the number is in the indicator's unit: of an observation, a baseline, a target. */
const IN_UNIT = /(?:^|\.)value$/;
/** UCUM's unit of what is counted in nothing. */
const SHARE = "1";

/** The cells with percent signs as numbers in the indicator's unit; undefined: the unit is not known, and a share is one of 1. */
export function inUnit(
  cells: Cells,
  unit: string | undefined,
): { readonly cells: Cells; readonly warnings: readonly CellProblem[] } {
  const warnings: CellProblem[] = [];
  const read = new Map(cells);
  for (const [name, cell] of cells) {
    const value = IN_UNIT.test(name) ? parsePercent(cell, wholeIn(unit ?? SHARE) ?? 1) : undefined;
    if (typeof value !== "number") continue;
    const number = formatNumber(value);
    read.set(name, number);
    if (unit === undefined || unit === SHARE || wholeIn(unit) !== undefined) continue;
    const came = `${quoted(cell)}, read as ${number}`;
    warnings.push(cellWarning(name, "PERCENT_OF_OTHER_UNIT", `a number in the unit ${quoted(unit)}`, came));
  }
  return { cells: read, warnings };
}
