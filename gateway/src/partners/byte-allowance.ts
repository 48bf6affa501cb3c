/** Bytes that may be read of several answers together. */
export class ByteAllowance {
  readonly max: number;
  #taken = 0;

  constructor(max: number) {
    this.max = max;
  }

  /** Whether so many more are within it. */
  take(bytes: number): boolean {
    this.#taken += bytes;
    return this.#taken <= this.max;
  }
}
