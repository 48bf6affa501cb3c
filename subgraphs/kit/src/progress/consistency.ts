/** What a unit makes of a fraction: 3 of 4 are 75 %. */
const FACTORS: ReadonlyMap<string, number> = new Map([
  ["%", 100],
  ["[ppth]", 1000],
  ["‰", 1000],
]);

/** What a share of everything is in a unit of shares: 100 in percent; undefined: it is another unit. */
export function wholeIn(unit: string): number | undefined {
  return FACTORS.get(unit);
}

/**
 * Whether numerator and denominator give an observation's value, in the indicator's unit. In UCUM's `%` and `[ppth]` the value is
 * a fraction of 100 or 1000; in any other unit a ratio, or a count which the numerator repeats. A value counts as rounded to
 * the decimals it shows. Without both numbers there is nothing to contradict the value.
 */
export function isConsistent(
  observation: { value: number; numerator?: number | null; denominator?: number | null },
  unit: string | null | undefined,
): boolean {
  const { value, numerator, denominator } = observation;
  if (numerator == null || denominator == null) return true;
  if (denominator === 0) return false;
  const factor = FACTORS.get(unit ?? "");
  if (factor === undefined && value === numerator) return true;
  const given = (numerator / denominator) * (factor ?? 1);
  const halfOfLastDecimal = 0.5 * 10 ** -decimalsOf(value);
  return Math.abs(given - value) <= halfOfLastDecimal + 1e-9;
}

function decimalsOf(value: number): number {
  const [, decimals = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.max(0, decimals.length - Number(exponent));
}
