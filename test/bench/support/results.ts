export interface ResultTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** What a benchmark that was run by the harness tells it at its end. */
export interface BenchmarkResult {
  readonly given: object;
  readonly tables: readonly ResultTable[];
}

type Row = ResultTable["rows"][number];

const tables: ResultTable[] = [];

/** Keeps a table for the result; gives what adds a row. */
export function recordTable(headings: readonly string[]): (row: Row) => void {
  const rows: Row[] = [];
  tables.push({ headings, rows });
  return (row) => void rows.push(row);
}

/** Tells the harness what came of the benchmark, if it was run by it. `given`: its options. */
export function reportResult(given: object): void {
  process.send?.({ given, tables } satisfies BenchmarkResult);
}
