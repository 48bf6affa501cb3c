import type { RecordInput } from "../../model/inputs.js";
import type { SheetDefinition } from "./sheet-kinds.js";

type Row = Readonly<Record<string, unknown>>;

/** Tells rows apart that a record has of one kind: those with the same key speak of the same thing. */
export function keyOf({ rows }: SheetDefinition, row: Row): string {
  return JSON.stringify((rows?.sameBy ?? []).map((field) => essence(row[field])));
}

/** Of a date what counts is which one it is, not its words; an empty list is none. */
function essence(value: unknown): unknown {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null;
  if (typeof value === "object" && "edtf" in value) return value.edtf;
  return value;
}

/** The rows of a kind that a record has; measures with the `ref` of the one above them as `parent`. */
export function rowsKept(content: RecordInput | undefined, field: string): Row[] {
  const rows = (content?.[field] ?? []) as readonly Row[];
  return field === "measures" ? flatMeasures(rows, undefined) : [...rows];
}

function flatMeasures(measures: readonly Row[], parent: unknown): Row[] {
  return measures.flatMap(({ measures: below = [], ...row }) => [
    { ...row, ...(parent === undefined ? {} : { parent }) },
    ...flatMeasures(below as readonly Row[], row["ref"]),
  ]);
}

interface TreeNode {
  readonly measures: TreeNode[];
  readonly [field: string]: unknown;
}

/** The tree of measures when rows are added to it, and the rows for which there is no place. */
export function addMeasures(
  content: RecordInput | undefined,
  added: readonly Row[],
): { readonly measures: readonly unknown[]; readonly homeless: readonly Row[] } {
  const roots: TreeNode[] = [];
  const byRef = new Map<unknown, TreeNode>();
  let waiting: readonly Row[] = [...rowsKept(content, "measures"), ...added];
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter(({ parent, ...row }) => {
      const siblings = parent === undefined || parent === null ? roots : byRef.get(parent)?.measures;
      if (!siblings) return true;
      const node: TreeNode = { ...row, measures: [] };
      siblings.push(node);
      byRef.set(row["ref"], node);
      return false;
    });
  }
  return { measures: roots.map(bare), homeless: waiting };
}

/** Without empty lists, as measures are kept. */
function bare({ measures, ...row }: TreeNode): Row {
  return measures.length > 0 ? { ...row, measures: measures.map(bare) } : row;
}
