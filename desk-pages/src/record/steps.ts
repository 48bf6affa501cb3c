import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import {
  EraseRecord,
  PublishRecord,
  type RecordState,
  RestoreRecord,
  type StateOutcomeFragment,
  UnpublishRecord,
  WithdrawRecord,
} from "../generated/operations.js";
import type { GraphDocument } from "../graph/document.js";

interface StateChange {
  readonly id: string;
  readonly version: number;
  readonly key?: string | null | undefined;
  readonly dryRun: boolean;
}

/** A change of where a record stands. */
export interface Step {
  readonly name: "publish" | "unpublish" | "withdraw" | "restore" | "erase";
  readonly document: GraphDocument<{ readonly outcome: StateOutcomeFragment }, StateChange>;
  readonly heading: MessageDescriptor;
  /** What it does, for whom. */
  readonly effect: MessageDescriptor;
  /** Where a record has to stand for it. */
  readonly from: readonly RecordState[];
  /** Whether the record's id has to be typed, since there is no way back. */
  readonly isFinal: boolean;
}

export const STEPS: readonly Step[] = [
  {
    name: "publish",
    document: PublishRecord,
    heading: msg`Publish`,
    effect: msg`Readers see the record within a second, here and at the hub. It can be made a draft again, or withdrawn.`,
    from: ["DRAFT"],
    isFinal: false,
  },
  {
    name: "unpublish",
    document: UnpublishRecord,
    heading: msg`Make it a draft again`,
    effect: msg`Readers do not see the record any more until it is published again. Of earlier days the hub still shows what was public then.`,
    from: ["PUBLISHED"],
    isFinal: false,
  },
  {
    name: "withdraw",
    document: WithdrawRecord,
    heading: msg`Withdraw`,
    effect: msg`The record is gone for readers, and its id is told to be withdrawn. It stays at this desk and can be restored. Of earlier days the hub still shows what was public then.`,
    from: ["PUBLISHED", "DRAFT"],
    isFinal: false,
  },
  {
    name: "restore",
    document: RestoreRecord,
    heading: msg`Restore`,
    effect: msg`The record stands again where it stood before it was withdrawn.`,
    from: ["WITHDRAWN"],
    isFinal: false,
  },
  {
    name: "erase",
    document: EraseRecord,
    heading: msg`Erase for good`,
    effect: msg`The record and every text of it is removed here, from the trail of changes and at the hub, with all earlier versions. Its id is never used again. There is no way back: withdraw it where that will do.`,
    from: ["PUBLISHED", "DRAFT", "WITHDRAWN"],
    isFinal: true,
  },
];
