/**
 * How often a test does what chance or load decides: `few` times in `npm test`, `many` in `npm run test:long`. It must hold for
 * both, and its assertions are the same.
 */
export function runs({ few, many }: { readonly few: number; readonly many: number }): number {
  return process.env["SEGPOL_TEST_LONG"] === undefined ? few : many;
}
