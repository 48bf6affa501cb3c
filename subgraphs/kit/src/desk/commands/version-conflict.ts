import type { EntityManager } from "@mikro-orm/postgresql";
import { changesBetween } from "../records/changes.js";
import type { DeskSnapshot, VersionConflict } from "../command.js";
import { type DeskProblem, problem } from "../../vocabulary/problem.js";

interface AuditRow {
  readonly subject: string;
  readonly version: number;
  readonly before: DeskSnapshot | null;
  readonly after: DeskSnapshot | null;
}

const MAX_TOLD = 20;

/** What has happened since the version that somebody read. */
export async function conflictWith(
  em: EntityManager,
  current: DeskSnapshot,
  version: number,
): Promise<{ readonly problems: readonly DeskProblem[]; readonly conflict: VersionConflict }> {
  const known = Number.isSafeInteger(version) && Math.abs(version) < 2 ** 31 ? version : 0;
  const rows = await em.execute<AuditRow[]>(
    "select subject, version, before, after from desk_audit where record_id = ? and version >= ? order by seq",
    [current.id, known],
  );
  const read =
    rows.findLast((row) => row.version === version)?.after ??
    rows.find(({ before }) => before?.version === version)?.before ??
    null;
  const changedBy = rows.findLast((row) => row.version === current.version)?.subject ?? null;
  const fields = read && changesBetween(read, current).map(({ field }) => field);
  const conflict = { currentVersion: current.version, changedAt: current.updatedAt, changedBy, fields };
  const by = changedBy === null ? "outside the desk" : `by ${changedBy}`;
  const differ = fields ? `; what differs: ${fields.slice(0, MAX_TOLD).join(", ") || "nothing"}` : "";
  const problems = [
    problem({
      field: "version",
      code: "VERSION_CONFLICT",
      expected: `version ${current.version}, the present one, of ${current.updatedAt} ${by}${differ}`,
      came: String(version),
    }),
  ];
  return { problems, conflict };
}
