import { RECORD_KINDS, type RecordKind } from "../shared/record-kinds.js";

type Given = Readonly<Record<RecordKind["field"], { readonly nodes: readonly { readonly updatedAt: string }[] }>>;

/** When the content of any record of a partner changed last, of lists that begin with what changed last; undefined: it has none. */
export function lastChanged(given: Given): string | undefined {
  const instants = RECORD_KINDS.flatMap(({ field }) => given[field].nodes.map(({ updatedAt }) => updatedAt));
  return instants.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
}
