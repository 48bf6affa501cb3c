import { checkSize } from "./check-size.js";
import { ExchangeError } from "./exchange-error.js";
import type { ExchangeLimits } from "./limits.js";

/** Characters of Base64 for each byte, with the line breaks that some write in it. */
const CHARACTERS_PER_BYTE = 1.5;
const OTHER = /[^A-Za-z0-9+/=\s]/;

/**
 * The bytes of a file that came in Base64.
 * @throws ExchangeError when it is larger than it may be, before it is looked at; or when it is not in Base64.
 */
export function decodeBase64(content: string, limits: Pick<ExchangeLimits, "maxBytes">): Uint8Array {
  const least = Math.floor(content.length / CHARACTERS_PER_BYTE);
  if (least > limits.maxBytes) checkSize(least, limits);
  if (OTHER.test(content) || !endsAsItShould(content)) {
    throw new ExchangeError({
      code: "CONTENT_NOT_BASE64",
      expected: "the file's content in Base64",
      came: "other characters",
      mend: "Encode the bytes of the file.",
    });
  }
  return Buffer.from(content, "base64");
}

/** At most two equals signs, and nothing but space after them. */
function endsAsItShould(content: string): boolean {
  const from = content.indexOf("=");
  if (from < 0) return true;
  const end = content.slice(from).replaceAll(/\s/g, "");
  return end === "=" || end === "==";
}
