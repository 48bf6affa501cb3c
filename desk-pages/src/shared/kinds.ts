import { KIND_NAMES } from "./labels.js";
import type { KindsQuery, RecordKind } from "../generated/operations.js";

export function isKind(text: string | null | undefined): text is RecordKind {
  return typeof text === "string" && Object.hasOwn(KIND_NAMES, text);
}

/** The kinds of record that the partner keeps. */
export function kindsIn({ recordModel }: KindsQuery): readonly RecordKind[] {
  return recordModel.kinds.map(({ name }) => name).filter(isKind);
}
