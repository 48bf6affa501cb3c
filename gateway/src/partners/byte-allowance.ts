/** What several answers may have together. */
export interface Allowance {
  readonly max: number;
  /** Whether so many bytes more are within it. */
  take(bytes: number): boolean;
}

/** Bytes that may be read of several answers together. */
export class ByteAllowance implements Allowance {
  readonly max: number;
  #taken = 0;

  constructor(max: number) {
    this.max = max;
  }

  take(bytes: number): boolean {
    this.#taken += bytes;
    return this.#taken <= this.max;
  }
}

export function exceeded({ max }: Pick<Allowance, "max">): string {
  return `answers of more than ${max} bytes together`;
}
