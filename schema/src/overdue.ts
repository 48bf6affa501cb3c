/** What says whether a recommendation or a measure is late; of a measure without a day of its own, it is that of what it stands below. */
export interface Progressing {
  /** YYYY-MM-DD; null or undefined: none. */
  readonly dueOn: unknown;
  /** A code of the contract's Closure. */
  readonly closure: unknown;
  /** A code of the contract's ImplementationStatus. */
  readonly claimed: unknown;
}

/**
 * Due date passed, still open, not complete. A due date of today has not passed.
 * @param today in Belgium, YYYY-MM-DD
 */
export function isOverdue({ dueOn, closure, claimed }: Progressing, today: string): boolean {
  return typeof dueOn === "string" && dueOn < today && closure === "OPEN" && claimed !== "COMPLETE";
}
