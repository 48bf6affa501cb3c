/**
 * How often a test does what chance or load decides: `few` times in `npm test`, `many` in `npm run test:long`, and a multiple of that with
 * SEGPOL_TEST_LONG=5 or another number, for a night. It must hold for all, and its assertions are the same.
 */
export function runs({ few, many }: { readonly few: number; readonly many: number }): number {
  const times = process.env["SEGPOL_TEST_LONG"];
  return times === undefined ? few : many * Number(times);
}
