import type { Language } from "@segpol/schema";
import type { ApiChange } from "../../planning/api-changes.js";
import type { CompositionFinding } from "../../composition/projection/types.js";
import type { BrokenOperation } from "../../base/client-operations.js";

/** A partner that is to be in the graph from now on. */
export interface JoinInput {
  /** CC_GPI */
  readonly code: string;
  readonly url: string;
  /** Default: the vocabulary's, else the code. */
  readonly name?: string | undefined;
  /** Of the name. Default: NL. */
  readonly language?: Language | undefined;
  readonly website?: string | undefined;
  /** Address of the licence of its data. */
  readonly licence?: string | undefined;
  /** An e-mail address or a web address of who answers for its data. */
  readonly contactPoint?: string | undefined;
}

export interface PublishInput {
  readonly code: string;
  /** Where the graph is from now on. Default: where it was. */
  readonly url?: string | undefined;
  /** Address of the licence of its data from now on; empty: it states none. Default: as it was. */
  readonly licence?: string | undefined;
  /** Who answers for its data from now on; empty: it states none. Default: as it was. */
  readonly contactPoint?: string | undefined;
}

/** Who asks for a change, and why. */
export interface Actor {
  readonly who: string;
  readonly reason?: string | undefined;
  /** Lets breaking changes through; a reason is needed. */
  readonly force?: boolean | undefined;
}

export interface ChangeResult {
  /** Whether the graph is as was asked now. */
  readonly accepted: boolean;
  /** The version in service. */
  readonly version: number;
  /** What stands in the way, and warnings. */
  readonly findings: readonly CompositionFinding[];
  /** What changes for clients, the worst first. */
  readonly changes: readonly ApiChange[];
  /** What clients asked lately that would no longer work, or no longer does, the most frequent first. */
  readonly brokenOperations: readonly BrokenOperation[];
}
