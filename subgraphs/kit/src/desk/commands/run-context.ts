import type { EntityManager } from "@mikro-orm/postgresql";
import type { RecordKind } from "@segpol/schema";
import type { RecordClass } from "../../records/record-class.js";
import type { CommandOutcome, CommandScope, DeskSnapshot } from "../command.js";
import type { DeskProblem } from "../../vocabulary/problem.js";

/** What the commands of one transaction share. */
export interface RunContext {
  /** Of the transaction. */
  readonly em: EntityManager;
  readonly scope: CommandScope;
  /** Ids that commands of the same transaction make: links may lead there. */
  readonly created: ReadonlySet<string>;
}

/** What a command is about to do to a record, once it was found to be good. */
export interface Plan {
  readonly kind: RecordKind;
  readonly id: string;
  readonly before: DeskSnapshot | null;
  readonly warnings: readonly DeskProblem[];
  /** Undefined: there is nothing to be written. */
  readonly write?: ((em: EntityManager) => Promise<void>) | undefined;
}

/** Why a command is refused. */
export interface Refused {
  readonly kind: RecordKind | undefined;
  readonly id: string | undefined;
  readonly problems: readonly DeskProblem[];
  readonly warnings?: readonly DeskProblem[];
  readonly before?: DeskSnapshot | null;
  readonly conflict?: CommandOutcome["conflict"];
}

export type Decision = Plan | Refused;

/** Whether a command was refused, with the reasons. */
export function isRefused(decision: object): decision is Refused {
  return "problems" in decision;
}

/** The class of a kind that is known to be kept. */
export function classOf({ scope }: RunContext, kind: RecordKind): RecordClass {
  const recordClass = scope.partner.classes[kind];
  if (!recordClass) throw new Error(`Expected ${scope.partner.code} to keep records of kind ${kind}.`);
  return recordClass;
}
