import { FINDING_CODES, type FindingCode, type Severity } from "./codes.js";

/** A part of a partner's SDL that the contract does not allow, or that is missing. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Where: Type, Type.field, Type.field(argument:), schema, directive @name, line 3, column 7, partner code; SDL: the whole. */
  readonly place: string;
  /** What was expected, and what was found. */
  readonly message: string;
  /** What to change. */
  readonly mend: string;
}

/** A finding with the severity of its code. */
export function finding(code: FindingCode, place: string, message: string, mend: string): Finding {
  return { code, severity: FINDING_CODES[code].severity, place, message, mend };
}
