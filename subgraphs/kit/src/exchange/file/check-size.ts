import { ExchangeError } from "./exchange-error.js";
import type { ExchangeLimits } from "./limits.js";

/** @throws ExchangeError when a file of so many bytes is empty, or larger than it may be. */
export function checkSize(length: number, { maxBytes }: Pick<ExchangeLimits, "maxBytes">): void {
  if (length === 0) {
    throw new ExchangeError({
      code: "FILE_EMPTY",
      expected: "a file with content",
      came: "an empty one",
      mend: "Save the file anew.",
    });
  }
  if (length <= maxBytes) return;
  throw new ExchangeError({
    code: "FILE_TOO_LARGE",
    expected: `a file of at most ${maxBytes} bytes`,
    came: `${length}`,
    mend: "Divide it, and import one part after the other.",
  });
}
