/** Says that a partner's part of an answer comes from the hub's copy. */
export interface CopyMark {
  /** CC_GPI */
  readonly partner: string;
  /** Everything that the partner had committed by this RFC 3339 instant is in the copy. */
  readonly asOf: string;
}

/** Of whom an answer has copies in place of the partner's own answers. */
export class CopyMarks {
  readonly #asOf = new Map<string, Date>();

  add(partner: string, asOf: Date): void {
    const known = this.#asOf.get(partner);
    if (!known || asOf < known) this.#asOf.set(partner, asOf);
  }

  /** By partner; empty when all partners answered for themselves. */
  list(): CopyMark[] {
    return [...this.#asOf]
      .map(([partner, asOf]) => ({ partner, asOf: asOf.toISOString() }))
      .toSorted((a, b) => (a.partner < b.partner ? -1 : 1));
  }
}
