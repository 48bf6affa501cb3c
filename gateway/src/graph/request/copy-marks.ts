import type { CatalogueRequest } from "../../catalogue/read/catalogue-request.js";

/** Says that a partner's part of an answer is the hub's copy, which may be behind the partner. */
export interface CopyMark {
  /** CC_GPI */
  readonly partner: string;
  /** Everything that the partner had committed by this RFC 3339 instant is in the copy. */
  readonly asOf: string;
}

/** Of whom an answer has copies that may be behind them. */
export class CopyMarks {
  readonly #asOf = new Map<string, Date>();

  add(partner: string, asOf: Date): void {
    const known = this.#asOf.get(partner);
    if (!known || asOf < known) this.#asOf.set(partner, asOf);
  }

  /** By partner; empty when all partners' parts are as they are at the partners. */
  list(): CopyMark[] {
    return [...this.#asOf]
      .map(([partner, asOf]) => ({ partner, asOf: asOf.toISOString() }))
      .toSorted((a, b) => (a.partner < b.partner ? -1 : 1));
  }
}

interface Answered {
  readonly catalogue: Pick<CatalogueRequest, "details" | "states" | "dependencies">;
  readonly at: Date | null;
  /** Whether the partners themselves were asked for details, so that any of the hub's stand in for theirs. */
  readonly asksOwners: boolean;
  readonly unavailable: ReadonlySet<string>;
  readonly copies: CopyMarks;
}

/**
 * Marks whose details the hub has answered in their place: all of an earlier instant, and those of partners that did not answer, that do
 * not answer the harvest, or with whom it has not caught up. What the hub holds of all others is what they would answer.
 */
export async function markCopies({ catalogue, at, asksOwners, unavailable, copies }: Answered): Promise<void> {
  if (catalogue.details.size === 0) return;
  const states = await catalogue.states();
  for (const partner of catalogue.details) {
    const { state, asOf = null, until = 0 } = states.get(partner) ?? {};
    catalogue.dependencies.holdsUntil(until);
    if (at || asksOwners || unavailable.has(partner) || state !== "LIVE") {
      copies.add(partner, asOf ?? new Date(0));
      catalogue.dependencies.readSources([partner]);
    } else {
      catalogue.dependencies.readStates([partner]);
    }
  }
}
