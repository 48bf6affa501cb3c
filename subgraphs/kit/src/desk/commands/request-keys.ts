import { createHash } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { canonicalJson, type RecordKind } from "@segpol/schema";
import { changesBetween } from "../records/changes.js";
import { readSnapshots } from "../records/snapshot.js";
import type { Actor, Command, CommandOutcome, CommandStatus, DeskSnapshot } from "../command.js";
import { type DeskProblem, problem, shown } from "../../vocabulary/problem.js";
import { textArray } from "../../storage/text-array.js";

const KEY = /^[\w.:-]{8,200}$/;

/** An outcome as it is kept: without content, which is in the audit trail. */
interface KeptOutcome {
  readonly action: Command["action"];
  readonly status: CommandStatus;
  readonly kind: RecordKind | null;
  readonly id: string | null;
  readonly problems: readonly DeskProblem[];
  readonly warnings: readonly DeskProblem[];
  readonly entry: string | null;
}

/** What is wrong with an idempotency key itself. */
export function keyProblem(key: string | null): DeskProblem | undefined {
  if (key === null || KEY.test(key)) return undefined;
  return problem({
    field: "idempotencyKey",
    code: "BAD_IDEMPOTENCY_KEY",
    expected: "8 to 200 letters, digits and . _ : -",
    came: shown(key),
  });
}

/**
 * Takes a key for a request, which its digest tells from others. Undefined: it is new, and nobody else can take it until the transaction
 * ends. Otherwise gives what was answered before, or the problem that it was for something else. Keys of other actors are other keys.
 */
export async function claimKey(
  em: EntityManager,
  actor: Actor,
  key: string,
  digest: string,
): Promise<{ outcomes: CommandOutcome[] } | DeskProblem | undefined> {
  const { issuer, subject } = actor;
  const claimed = await em.execute<unknown[]>(
    `insert into desk_request (issuer, subject, key, digest) values (?, ?, ?, ?)
     on conflict do nothing returning key`,
    [issuer, subject, key, digest],
  );
  if (claimed.length > 0) return undefined;
  const earlier = await earlierRequest(em, actor, key);
  if (earlier?.digest !== digest) return REUSED;
  return { outcomes: await replayed(em, earlier.outcomes ?? []) };
}

/** What is wrong with a key for a request, as far as is known before anything is written. */
export async function checkKey(
  em: EntityManager,
  actor: Actor,
  key: string,
  digest: string,
): Promise<DeskProblem | undefined> {
  const bad = keyProblem(key);
  if (bad) return bad;
  const earlier = await earlierRequest(em, actor, key);
  return earlier === undefined || earlier.digest === digest ? undefined : REUSED;
}

const REUSED = problem({
  field: "idempotencyKey",
  code: "IDEMPOTENCY_KEY_REUSED",
  expected: "the request that the key was used for first, or a new key",
  came: "another request with the same key",
});

interface EarlierRequest {
  readonly digest: string;
  readonly outcomes: readonly KeptOutcome[] | null;
}

async function earlierRequest(
  em: EntityManager,
  { issuer, subject }: Actor,
  key: string,
): Promise<EarlierRequest | undefined> {
  const [earlier] = await em.execute<EarlierRequest[]>(
    "select digest, outcomes from desk_request where issuer = ? and subject = ? and key = ?",
    [issuer, subject, key],
  );
  return earlier;
}

/** Keeps what is answered, in the transaction of what was done. */
export async function keepOutcomes(
  em: EntityManager,
  { issuer, subject }: Actor,
  key: string,
  done: readonly { readonly outcome: CommandOutcome; readonly entry: string | null }[],
): Promise<void> {
  const kept = done.map(({ outcome: { action, status, kind, id, problems, warnings }, entry }): KeptOutcome => {
    return { action, status, kind: kind ?? null, id: id ?? null, problems, warnings, entry };
  });
  await em.execute("update desk_request set outcomes = ?::jsonb where issuer = ? and subject = ? and key = ?", [
    JSON.stringify(kept),
    issuer,
    subject,
    key,
  ]);
}

async function replayed(em: EntityManager, kept: readonly KeptOutcome[]): Promise<CommandOutcome[]> {
  const entries = kept.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const rows = await em.execute<{ seq: string; before: DeskSnapshot | null; after: DeskSnapshot | null }[]>(
    "select seq::text, before, after from desk_audit where seq = any(?::bigint[])",
    [textArray(entries)],
  );
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const present = await unchangedRecords(em, kept);
  return kept.map(({ action, status, kind, id, problems, warnings, entry }) => {
    const now = (status === "UNCHANGED" && id !== null && present.get(id)) || null;
    const { before = null, after = null } = (entry === null ? { before: now, after: now } : bySeq.get(entry)) ?? {};
    const changes = changesBetween(before, after);
    return {
      action,
      status,
      kind: kind ?? undefined,
      id: id ?? undefined,
      problems,
      warnings,
      changes,
      before,
      after,
      replayed: true,
    };
  });
}

/** Records that a request left as they were, as they are now: no entry of the audit trail has them. */
async function unchangedRecords(
  em: EntityManager,
  kept: readonly KeptOutcome[],
): Promise<ReadonlyMap<string, DeskSnapshot>> {
  const ids = Map.groupBy(
    kept.filter(({ status }) => status === "UNCHANGED"),
    ({ kind }) => kind,
  );
  const found = new Map<string, DeskSnapshot>();
  for (const [kind, outcomes] of ids) {
    if (kind === null) continue;
    const some = await readSnapshots(
      em,
      kind,
      outcomes.flatMap(({ id }) => id ?? []),
    );
    for (const [id, snapshot] of some) found.set(id, snapshot);
  }
  return found;
}

/** Equal for equal commands only. */
export function digestOf(commands: readonly Command[]): string {
  return createHash("sha256").update(canonicalJson(commands)).digest("hex");
}
