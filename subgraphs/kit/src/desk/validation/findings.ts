import type { RecordModel } from "../../model/model.js";
import type { DeskProblem, ProblemParts } from "../../vocabulary/problem.js";

/** Against what input is checked beside itself. */
export interface ValidationScope {
  /** The partner's code; without it no organiser has to be the first. */
  readonly code?: string | undefined;
  /** YYYY-MM-DD: what is done later is warned of. Today in UTC by default. */
  readonly today?: string | undefined;
  /** What a record is made of; the kit's model by default. */
  readonly model?: RecordModel | undefined;
}

/** What stands across fields: problems refuse the record, warnings do not. */
export interface CrossFindings {
  readonly problems: DeskProblem[];
  readonly warnings: DeskProblem[];
}

/** Collects what checks find. */
export interface Findings {
  refuse(parts: ProblemParts): void;
  warn(parts: ProblemParts): void;
  readonly code: string | undefined;
  readonly today: string;
}
