import { expect, it } from "vitest";
import { createOperationLog } from "../../src/operations/operation-log.js";

const query = (name: string, length: number): string => `{ ${name} }`.padEnd(length, ",");

it("operations are remembered in a bounded number of characters, and what is asked often stays", () => {
  const log = createOperationLog();
  for (let times = 0; times < 8; times += 1) log.ran({ query: "{ often }", operationName: undefined });
  for (let sent = 0; sent < 200; sent += 1) log.ran({ query: query(`rare${sent}`, 19_000), operationName: undefined });
  const kept = log.frequent(1_000);
  expect(kept[0]?.query).toBe("{ often }");
  expect(kept.reduce((sum, each) => sum + each.query.length, 0)).toBeLessThanOrEqual(2_000_000);
});
