import { createHash } from "node:crypto";
import { EdtfError, isLanguageMap, pickText, type RecordKind, RecordIdError } from "@segpol/schema";
import type { DeskSnapshot } from "../../desk/command.js";
import { proposedId } from "../../desk/commands/slug.js";
import type { RecordInput } from "../../model/inputs.js";
import type { PlannedRow } from "./planned-row.js";

/**
 * The ids that a record without one can get, from its date and title: the usual one, and one for when others are called so too.
 * Empty: it has no title to make them from.
 */
export function idsFor(code: string, kind: RecordKind, content: RecordInput): readonly string[] {
  const { title, date } = content;
  if (!isLanguageMap(title)) return [];
  try {
    const id = proposedId(code, kind, edtfOf(date) === undefined ? { title } : { title, date });
    return [id, `${id}-${createHash("sha256").update(essenceOf(content)).digest("hex").slice(0, 8)}`];
  } catch (error) {
    if (error instanceof EdtfError || error instanceof RecordIdError) return [];
    throw error;
  }
}

/**
 * Gives rows of which the usual ids are the same, but not what they are made from, different ones: an id has the begin of a title,
 * and the day of a date alone. The next import of the same rows finds them again, in whatever order they stand.
 */
export function tellApart(rows: readonly PlannedRow[], kept: ReadonlyMap<string, DeskSnapshot>): void {
  const made = rows.flatMap((row) => {
    const { id, otherId } = row;
    return id === undefined || otherId === undefined ? [] : [{ row, id, otherId }];
  });
  for (const [id, alike] of Map.groupBy(made, (each) => each.id)) {
    const named = alike.map((each) => ({ ...each, essence: essenceOfRow(each.row) }));
    const owner = ownerOf(id, named, kept);
    for (const { row, otherId, essence } of named) {
      if (kept.has(otherId) || essence !== owner) row.id = otherId;
    }
  }
}

interface NamedRow {
  readonly otherId: string;
  readonly essence: string;
}

/** What the record is made from that has the usual id: the kept one, if it is among them; else the first that is new. */
function ownerOf(id: string, named: readonly NamedRow[], kept: ReadonlyMap<string, DeskSnapshot>): string | undefined {
  const snapshot = kept.get(id);
  const own = snapshot && essenceOf(snapshot.content);
  const isThere = named.find(({ essence }) => essence === own);
  return (isThere ?? named.find(({ otherId }) => !kept.has(otherId)))?.essence;
}

function essenceOfRow({ row }: PlannedRow): string {
  return essenceOf(row.read(undefined).patch);
}

function essenceOf({ title, date }: RecordInput): string {
  return JSON.stringify([isLanguageMap(title) ? pickText(title, null, []) : "", edtfOf(date) ?? ""]);
}

function edtfOf(date: unknown): string | undefined {
  const has = typeof date === "object" && date !== null && "edtf" in date && typeof date.edtf === "string";
  return has ? String(date.edtf) : undefined;
}
