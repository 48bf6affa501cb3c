import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Committed, Ledger } from "./ledger.ts";
import { APPLICATION } from "./writer.ts";

/** What the hub's database held at one moment. */
interface Snapshot {
  readonly asOf: ReadonlyMap<string, number>;
  readonly versions: ReadonlyMap<string, number>;
  /** Records that could not be read or indexed: the source's problem says so. */
  readonly aside: ReadonlySet<string>;
}

export interface Sightings {
  /** Versions in the order in which the hub wrote them; null: it removed the record. */
  readonly byRecord: ReadonlyMap<string, readonly (number | null)[]>;
  readonly snapshots: readonly Snapshot[];
}

/** Watches the hub's database from beside it. */
export interface Observer {
  /** Looks now and then until the signal. */
  watch(intervalMs: number, signal: AbortSignal): Promise<void>;
  sightings(): Promise<Sightings>;
  stop(): Promise<void>;
}

const NOTE_EVERY_VERSION = `
create table torture_seen (seq bigint generated always as identity primary key, id text not null, version integer);
create function torture_see() returns trigger language plpgsql as $$
begin
  insert into torture_seen (id, version)
  values (case when tg_op = 'DELETE' then old.id else new.id end, case when tg_op = 'DELETE' then null else new.version end);
  return null;
end $$;
create trigger torture_see after insert or update or delete on record for each row execute function torture_see();`;

const SNAPSHOT = `select
  (select coalesce(json_agg(json_build_array(partner, floor(extract(epoch from as_of) * 1000))), '[]') from source
   where as_of is not null) as as_of,
  (select coalesce(json_agg(json_build_array(id, version)), '[]') from record) as versions,
  (select coalesce(json_agg(record), '[]') from set_aside) as aside`;

interface SnapshotRow {
  readonly as_of: [string, number][];
  readonly versions: [string, number][];
  readonly aside: string[];
}

export async function startObserver(hubDatabaseUrl: string): Promise<Observer> {
  const client = new pg.Client({
    connectionString: hubDatabaseUrl,
    application_name: APPLICATION,
    // Sees what the hub itself sees, not what a visitor would.
    options: "-c segpol.reader={WRITER}",
  });
  await client.connect();
  await client.query(NOTE_EVERY_VERSION);
  const snapshots: Snapshot[] = [];

  async function look(): Promise<void> {
    const { rows } = await client.query<SnapshotRow>(SNAPSHOT);
    for (const row of rows)
      snapshots.push({ asOf: new Map(row.as_of), versions: new Map(row.versions), aside: new Set(row.aside) });
  }

  return {
    async watch(intervalMs, signal) {
      while (!signal.aborted) {
        await look();
        await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
      }
    },
    async sightings() {
      await look();
      const { rows } = await client.query<{ id: string; version: number | null }>(
        "select id, version from torture_seen order by seq",
      );
      const byRecord = new Map<string, (number | null)[]>();
      for (const { id, version } of rows) {
        const seen = byRecord.get(id);
        if (seen) seen.push(version);
        else byRecord.set(id, [version]);
      }
      return { byRecord, snapshots };
    },
    stop: () => client.end(),
  };
}

export interface SeenCounts {
  /** Committed versions that the hub wrote. */
  exactly: number;
  /** Those of which it wrote a later one, or the withdrawal. */
  bySuccessor: number;
  snapshots: number;
}

/** What the hub did that it should not have; the first of each sort in words. */
export function judge(ledger: Ledger, { byRecord, snapshots }: Sightings): { problems: string[]; counts: SeenCounts } {
  const problems: string[] = [];
  const counts: SeenCounts = { exactly: 0, bySuccessor: 0, snapshots: snapshots.length };
  for (const [id, versions] of byRecord) {
    let latest = 0;
    for (const version of versions) {
      if (version === null) continue;
      if (version < latest) problems.push(`${id} went back from version ${latest} to ${version}.`);
      latest = Math.max(latest, version);
    }
  }
  const committed = ledger.byRecord();
  for (const [id, entries] of committed) {
    const seen = byRecord.get(id) ?? [];
    const exact = new Set(seen);
    const latest = Math.max(0, ...seen.map((version) => version ?? 0));
    const endsGone = entries.at(-1)?.gone === true && (seen.length === 0 || seen.at(-1) === null);
    for (const { version, gone } of entries) {
      if (!gone && exact.has(version)) counts.exactly += 1;
      else if (latest > version || endsGone || (gone && exact.has(null))) counts.bySuccessor += 1;
      else problems.push(`${id} version ${version}${gone ? " (withdrawn)" : ""} was never seen, nor a later one.`);
    }
  }
  for (const [id, entries] of committed) {
    const behind = snapshots.map((snapshot) => isBehind(id, entries, snapshot)).filter((each) => each !== undefined);
    if (behind[0]) problems.push(`${behind[0]}${behind.length > 1 ? ` So at ${behind.length} looks.` : ""}`);
  }
  return { problems, counts };
}

/** Everything committed by asOf has to be there, or what came after it. */
function isBehind(id: string, entries: readonly Committed[], { asOf, versions, aside }: Snapshot): string | undefined {
  const at = asOf.get(entries[0]?.partner ?? "");
  if (at === undefined || aside.has(id)) return undefined;
  const due = entries.findLast(({ knownAt }) => knownAt <= at);
  if (!due) return undefined;
  const held = versions.get(id);
  if (held === undefined) {
    const mayBeGone = due.gone || entries.some(({ version, gone }) => gone && version > due.version);
    return mayBeGone
      ? undefined
      : `asOf ${iso(at)}, but ${id} version ${due.version} of ${iso(due.knownAt)} is missing.`;
  }
  if (held > due.version || (held === due.version && !due.gone)) return undefined;
  return `asOf ${iso(at)}, but ${id} is at version ${held}; ${due.version}${due.gone ? " (withdrawn)" : ""} is of ${iso(due.knownAt)}.`;
}

const iso = (at: number): string => new Date(at).toISOString();
