/** How many are asked for at a time: fewer after an answer that was too much, more again after each that was not. */
export class AdaptiveSize {
  readonly #max: number;
  #size: number;

  constructor(max: number) {
    this.#max = max;
    this.#size = max;
  }

  get size(): number {
    return this.#size;
  }

  grow(): void {
    this.#size = Math.min(this.#max, this.#size * 2);
  }

  /** Never to less than one. */
  shrink(divisor: number): void {
    this.#size = Math.max(1, Math.floor(this.#size / divisor));
  }
}
