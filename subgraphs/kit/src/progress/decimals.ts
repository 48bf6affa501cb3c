/** Numbers as whole numbers of the same unit, so that their sums are exact: 0.3, 0.1 and 0.25 are 30, 10 and 25 hundredths. */
export function wholesOf(numbers: readonly number[]): bigint[] {
  const parts = numbers.map(partsOf);
  const smallest = Math.min(0, ...parts.map(({ exponent }) => exponent));
  return parts.map(({ digits, exponent }) => digits * 10n ** BigInt(exponent - smallest));
}

/** The number that a decimal means is digits times ten to the exponent. */
function partsOf(value: number): { readonly digits: bigint; readonly exponent: number } {
  const [decimal = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = decimal.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
