import { DateTimeScalar, type RecordKind } from "@segpol/schema";
import { GraphQLJSON } from "graphql-scalars";
import { ID, Int, registerEnumType } from "type-graphql";
import type { CommandOutcome, FieldChange } from "../../desk/command.js";
import { type Class, type FieldSpecs, objectType } from "./desk-type.js";
import { DeskProblem } from "./problem-type.js";
import { type RecordTypes, shownRecord } from "./record-types.js";

const CommandStatusEnum = {
  CREATED: "CREATED",
  CHANGED: "CHANGED",
  UNCHANGED: "UNCHANGED",
  REFUSED: "REFUSED",
  HELD_BACK: "HELD_BACK",
} as const satisfies { [S in CommandOutcome["status"]]: S };
registerEnumType(CommandStatusEnum, {
  name: "CommandStatus",
  description: "What became of a request.",
  valuesConfig: {
    CREATED: { description: "A record was made." },
    CHANGED: { description: "The record was changed." },
    UNCHANGED: { description: "It was so already: nothing was written." },
    REFUSED: { description: "Nothing was written; `errors` says why." },
    HELD_BACK: { description: "It is good, but nothing was written because of another one." },
  },
});

export const FieldChangeType = objectType("FieldChange", "One field of a record before and after.", {
  field: { type: () => String, required: true, description: "Which: title.NL, speakers, followUps.2, draft." },
  before: { type: () => GraphQLJSON, description: "Its value before; null: it was not there." },
  after: { type: () => GraphQLJSON, description: "Its value afterwards; null: it is not there." },
});

const OUTCOME_FIELDS: FieldSpecs = {
  status: {
    type: () => CommandStatusEnum,
    required: true,
    description: "What became of the request; in a dry run, what would.",
  },
  errors: {
    type: () => DeskProblem,
    list: true,
    required: true,
    description: "Why it was refused, all at once; empty: it was not.",
  },
  warnings: {
    type: () => DeskProblem,
    list: true,
    required: true,
    description: "What is worth a second look, and is no reason to refuse.",
  },
  changes: { type: () => FieldChangeType, list: true, required: true, description: "What changed, field by field." },
};

const REPLAYED: FieldSpecs = {
  replayed: {
    type: () => Boolean,
    required: true,
    description: "Whether this is the answer to an earlier request with the same idempotency key.",
  },
};

/** What answers mutations of records. */
export interface Payloads {
  /** Of any kind. */
  readonly any: Class;
  readonly kinds: Readonly<Record<RecordKind, Class>>;
}

export function createPayloads({ any, kinds }: RecordTypes): Payloads {
  const conflict = objectType("VersionConflict", "What has happened to a record since the version that was sent.", {
    currentVersion: { type: () => Int, required: true, description: "The version that it has now." },
    changedAt: { type: () => DateTimeScalar, required: true, description: "When it changed last." },
    changedBy: { type: () => ID, description: "Subject of who changed it last; null: not through the desk." },
    fields: {
      type: () => String,
      list: true,
      description: "Fields that differ from the version that was sent; null: that version is not in the audit trail.",
    },
    current: { type: () => any, required: true, description: "The record as it is now." },
  });
  const outcome: FieldSpecs = {
    ...OUTCOME_FIELDS,
    conflict: { type: () => conflict, description: "Set with VERSION_CONFLICT." },
    ...REPLAYED,
  };
  const payloadOf = (kind: RecordKind): Class =>
    objectType(`${kind}Payload`, `What became of a request about a record of kind ${kind}.`, {
      record: { type: () => kinds[kind].record, description: "The record afterwards; null: it was refused." },
      ...outcome,
    });
  return {
    any: objectType("RecordPayload", "What became of a request about a record.", {
      record: {
        type: () => any,
        description: "The record afterwards; null: it was refused, or the record was erased.",
      },
      ...outcome,
    }),
    kinds: {
      Event: payloadOf("Event"),
      Publication: payloadOf("Publication"),
      Recommendation: payloadOf("Recommendation"),
      LegitimacyIndicator: payloadOf("LegitimacyIndicator"),
    },
  };
}

/** An outcome as GraphQL shows it. */
export function shownOutcome(records: RecordTypes, outcome: CommandOutcome): object {
  const { status, problems, warnings, changes, after, before, conflict, replayed } = outcome;
  return {
    status,
    record: status === "REFUSED" ? null : shownRecord(records, after),
    errors: problems,
    warnings,
    changes: changes.map(shownChange),
    conflict: conflict && { ...conflict, current: shownRecord(records, before) },
    replayed,
  };
}

export function shownChange({ field, before = null, after = null }: FieldChange): object {
  return { field, before, after };
}
