import type { GraphDocument } from "../graph/document.js";
import type { Values } from "../form/values.js";
import {
  type CommandStatus,
  type ChangeFragment,
  type ConflictFragment,
  CreateEvent,
  CreateLegitimacyIndicator,
  CreatePublication,
  CreateRecommendation,
  type ProblemFragment,
  type RecordKind,
  UpdateEvent,
  UpdateLegitimacyIndicator,
  UpdatePublication,
  UpdateRecommendation,
} from "../generated/operations.js";

/** What became of a request, or would in a dry run. */
export interface Outcome {
  readonly status: CommandStatus;
  readonly record: { readonly id: string; readonly version: number } | null;
  readonly errors: readonly ProblemFragment[];
  readonly warnings: readonly ProblemFragment[];
  readonly changes: readonly ChangeFragment[];
  readonly conflict: ConflictFragment | null;
}

/** Of a request that was not sent, since something is wrong with it. */
export const REFUSED: Outcome = {
  status: "REFUSED",
  record: null,
  errors: [],
  warnings: [],
  changes: [],
  conflict: null,
};

interface Written {
  readonly outcome: Outcome;
}

interface Options {
  /** The same for a request that is sent again. */
  readonly key?: string | null | undefined;
  readonly dryRun: boolean;
}

interface Creating extends Options {
  readonly input: Values;
}

interface Updating extends Options {
  readonly id: string;
  readonly version: number;
  readonly changes: Values;
}

export const CREATE: Readonly<Record<RecordKind, GraphDocument<Written, Creating>>> = {
  Event: CreateEvent,
  Publication: CreatePublication,
  Recommendation: CreateRecommendation,
  LegitimacyIndicator: CreateLegitimacyIndicator,
};

export const UPDATE: Readonly<Record<RecordKind, GraphDocument<Written, Updating>>> = {
  Event: UpdateEvent,
  Publication: UpdatePublication,
  Recommendation: UpdateRecommendation,
  LegitimacyIndicator: UpdateLegitimacyIndicator,
};
