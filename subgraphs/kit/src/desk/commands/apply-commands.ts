import { DeadlockException, UniqueConstraintViolationException } from "@mikro-orm/core";
import type { EntityManager } from "@mikro-orm/postgresql";
import { rememberName } from "../audit/people.js";
import { writeAudit } from "../audit/write-audit.js";
import type { LinkValue } from "../../model/seed.js";
import { changesBetween } from "../records/changes.js";
import { readSnapshot } from "../records/snapshot.js";
import type { ApplyOptions, Command, CommandOutcome, CommandScope } from "../command.js";
import { planAppend } from "./append-row.js";
import { planState } from "./change-state.js";
import { planLink } from "./link-record.js";
import { planTranslations } from "./translate-record.js";
import { planUpdate } from "./update-record.js";
import { planCreate } from "./create-record.js";
import { loadTarget } from "./load-target.js";
import { lockIds } from "./lock-ids.js";
import { claimKey, digestOf, keepOutcomes, keyProblem } from "./request-keys.js";
import { type Decision, isRefused, type RunContext } from "./run-context.js";

/** Rolls a transaction back whose outcomes are reported, but not kept. */
class RolledBack extends Error {
  override readonly name = "RolledBack";
  constructor(readonly outcomes: readonly CommandOutcome[]) {
    super("The transaction was rolled back on purpose.");
  }
}

/** Ends a transaction in which links lead to records that were to be made and were refused: it starts again without these. */
class LinkTargetRejected extends Error {
  override readonly name = "LinkTargetRejected";

  constructor(readonly ids: readonly string[]) {
    super("Links lead to records that were refused.");
  }
}

interface Done {
  readonly outcome: CommandOutcome;
  /** Number of the entry in the audit trail. */
  readonly entry: string | null;
}

/**
 * Carries out commands in one transaction: what is written, the audit trail and the change feed come into being together or not at
 * all. All commands are looked at, and all problems are reported together; if one is refused, nothing is written, unless `skipBad`
 * says so. A later command sees what the earlier ones did. The caller checks before whether the actor may write.
 */
export async function applyCommands(
  scope: CommandScope,
  commands: readonly Command[],
  options: ApplyOptions = {},
): Promise<readonly CommandOutcome[]> {
  const key = options.dryRun ? null : (options.idempotencyKey ?? null);
  const badKey = keyProblem(key);
  if (badKey) return commands.map((command) => refusedBy(command, badKey));
  const neverMade = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await scope.em.fork().transactional((em) => applyIn(em, scope, commands, { ...options, key, neverMade }));
    } catch (error) {
      if (error instanceof RolledBack) return error.outcomes;
      if (error instanceof LinkTargetRejected) {
        for (const id of error.ids) neverMade.add(id);
        attempt = 0;
        continue;
      }
      // The database has undone everything: so that another transaction could go on, or because another one has just taken an id that
      // was free when it was looked at. Now it is this one's turn, and it sees what the other has done.
      const overtaken = error instanceof DeadlockException || error instanceof UniqueConstraintViolationException;
      if (!overtaken || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

const MAX_ATTEMPTS = 3;

async function applyIn(
  em: EntityManager,
  scope: CommandScope,
  commands: readonly Command[],
  {
    dryRun,
    skipBad,
    onProgress,
    requestDigest,
    key,
    neverMade,
  }: ApplyOptions & { readonly key: string | null; readonly neverMade: ReadonlySet<string> },
): Promise<readonly CommandOutcome[]> {
  const earlier = key === null ? undefined : await claimKey(em, scope.actor, key, requestDigest ?? digestOf(commands));
  if (earlier) return "code" in earlier ? commands.map((command) => refusedBy(command, earlier)) : earlier.outcomes;
  await lockIds(em, scope.partner.code, commands);
  const created = new Set(commands.flatMap((command) => createdId(command)).filter((id) => !neverMade.has(id)));
  const context: RunContext = { em, scope, created };
  const done: Done[] = [];
  for (const command of commands) {
    done.push(await run(context, command, key));
    em.clear();
    onProgress?.(done.length, commands.length);
  }
  const outcomes = done.map(({ outcome }) => outcome);
  const someRefused = outcomes.some(({ status }) => status === "REFUSED");
  if (someRefused && skipBad) refuseLinksToNothing(commands, outcomes, created);
  if (dryRun || (someRefused && !skipBad)) throw new RolledBack(dryRun ? outcomes : outcomes.map(heldBack));
  if (done.some(({ entry }) => entry !== null)) await rememberName(em, scope.actor);
  if (key !== null) await keepOutcomes(em, scope.actor, key, done);
  return outcomes;
}

/** @throws LinkTargetRejected where what is good links to records that were to be made, and were refused */
function refuseLinksToNothing(
  commands: readonly Command[],
  outcomes: readonly CommandOutcome[],
  created: ReadonlySet<string>,
): void {
  const made = new Set(
    commands.flatMap((command, index) => (outcomes[index]?.status === "CREATED" ? createdId(command) : [])),
  );
  const linked = outcomes.flatMap(({ after }) => (after?.content["links"] ?? []) as readonly LinkValue[]);
  const ids = linked.map(({ id }) => id).filter((id) => created.has(id) && !made.has(id));
  if (ids.length > 0) throw new LinkTargetRejected(ids);
}

function createdId(command: Command): string[] {
  return command.action === "create" && command.id?.includes(":") ? [command.id] : [];
}

async function run(context: RunContext, command: Command, key: string | null): Promise<Done> {
  const { em, scope } = context;
  const decision = await decide(context, command);
  const { action } = command;
  if (isRefused(decision)) {
    const { kind, id, problems, warnings = [], before = null, conflict } = decision;
    const outcome: CommandOutcome = {
      action,
      status: "REFUSED",
      kind,
      id,
      problems,
      warnings,
      changes: [],
      before,
      after: null,
      conflict,
      replayed: false,
    };
    return { outcome, entry: null };
  }
  const { kind, id, before, warnings, write } = decision;
  const common = { action, kind, id, problems: [], warnings, before, replayed: false } as const;
  if (!write) return { outcome: { ...common, status: "UNCHANGED", changes: [], after: before }, entry: null };
  await write(em);
  const after = await readSnapshot(em, kind, id);
  const erased = action === "erase";
  const entry = await writeAudit(em, {
    actor: scope.actor,
    action,
    recordId: id,
    kind,
    version: after?.version ?? before?.version ?? 0,
    before: erased ? null : before,
    after,
    requestId: scope.requestId,
    idempotencyKey: key,
    source: scope.source ?? "DESK",
  });
  const changes = erased ? [] : changesBetween(before, after);
  return {
    outcome: { ...common, status: before ? "CHANGED" : "CREATED", changes, after, before: erased ? null : before },
    entry,
  };
}

async function decide(context: RunContext, command: Command): Promise<Decision> {
  if (command.action === "create") return planCreate(context, command);
  const target = await loadTarget(context, command);
  if (isRefused(target)) return target;
  switch (command.action) {
    case "update":
      return planUpdate(context, target, command.input);
    case "translate":
      return planTranslations(context, target, command.input);
    case "link":
    case "unlink":
      return planLink(context, target, command);
    case "appendFollowUp":
    case "appendResponse":
    case "appendAssessment":
    case "appendObservation":
      return planAppend(context, target, command);
    default:
      return planState(command, target);
  }
}

function refusedBy({ action }: Command, problem: CommandOutcome["problems"][number]): CommandOutcome {
  return {
    action,
    status: "REFUSED",
    kind: undefined,
    id: undefined,
    problems: [problem],
    warnings: [],
    changes: [],
    before: null,
    after: null,
    replayed: false,
  };
}

/** What is good and was written, and then was not, because of another command. */
function heldBack(outcome: CommandOutcome): CommandOutcome {
  const written = outcome.status === "CREATED" || outcome.status === "CHANGED";
  return written ? { ...outcome, status: "HELD_BACK", after: null } : outcome;
}
