import { sql } from "kysely";
import type { IndexReader } from "./index/index-reader.js";

/** Why a record could not be indexed; named as the graph's RecordFinding is. */
export interface SourceFinding {
  readonly recordId: string;
  readonly code: string;
  readonly field: string | null;
  readonly expected: string;
  readonly got: string;
  readonly mend: string;
  readonly since: Date;
}

/** What keeps records of a partner out of the index, for those who may read all that the partner keeps; a finding shows content. */
export async function readFindings(
  reader: IndexReader,
  partner: string,
  first: number,
): Promise<readonly SourceFinding[]> {
  const { viewer, at } = reader;
  if (at || (!viewer.cabinet && !viewer.own.includes(partner))) return [];
  reader.dependencies.readSources([partner]);
  return await reader.rows(
    sql<SourceFinding>`
    select record as "recordId", code, field, expected, got, mend, since from set_aside
    where partner = ${partner} order by since desc, record limit ${first}`,
    "told",
  );
}
