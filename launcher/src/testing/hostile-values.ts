function nested(levels: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const cursor = (...parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString("base64url");

/** What nobody should send, whatever is asked for. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  "",
  [],
  {},
  -1,
  1.5,
  true,
  nested(2_000),
  Array.from({ length: 10_000 }, () => "x"),
];
const TEXTS: readonly string[] = [
  "a\u0000b",
  "\ud800",
  "\u202e\u001b[31m",
  "%",
  "'; drop table record; --",
  "\\",
  "(((((",
  "a & | ! <-> b",
  "x".repeat(60_000),
  "é".repeat(20_000),
  " ".repeat(60_000),
  "cps:event:a\u0000",
  "nobody:event:nothing",
  cursor(1, "events", "DATE", "", ["2026-02-31", "2026-02-31"], "x"),
  cursor(1, "records", "TITLE", "", ["\ud800"], "\ud800"),
  cursor(1, "changes", "AT", "", ["2026-02-31T00:00:00.000Z"], "x"),
];
const DAYS: readonly string[] = [
  "0000-01-01",
  "0001-01-01",
  "9999-12-31",
  "9999-12-31T23:59:59-23:59",
  "0001-01-01T00:00:00+23:59",
  "2026-02-31T00:00:00Z",
  "-271821-04-20T00:00:00Z",
  "2026-01-01T00:00:00.123456789Z",
];
const NUMBERS: readonly unknown[] = [0, 1, -2_147_483_648, 2_147_483_647, 4_294_967_296, 1e300];

/** Values of a scalar type, by its name, some of them good. */
export function hostileScalars(name: string): readonly unknown[] {
  const own = { Int: NUMBERS, Float: NUMBERS, Date: DAYS, DateTime: DAYS }[name] ?? TEXTS;
  return [...own, ...TEXTS.slice(0, 3)];
}
