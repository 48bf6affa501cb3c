import { expect, it } from "vitest";
import { readLogLine } from "../src/supervision/log-lines.js";

it.each([
  ['{"level":30,"msg":"listening"}', { level: "info", text: "listening" }],
  ['{"level":40,"msg":"slow"}', { level: "warn", text: "slow" }],
  [
    '{"level":50,"msg":"harvest failed","err":{"message":"connection refused"}}',
    { level: "error", text: "harvest failed: connection refused" },
  ],
  [
    '{"level":50,"msg":"connection refused","err":{"message":"connection refused"}}',
    { level: "error", text: "connection refused" },
  ],
  ['{"level":60,"err":{"message":"two\\n  lines"}}', { level: "error", text: "two | lines" }],
  ['{"level":20,"msg":"asked"}', { level: "debug", text: "asked" }],
  ['{"level":"odd"}', { level: undefined, text: '{"level":"odd"}' }],
  ["{broken", { level: undefined, text: "{broken" }],
  ["    at main.js:1", { level: undefined, text: "    at main.js:1" }],
])("reads %s", (line, expected) => {
  expect(readLogLine(line)).toEqual(expected);
});
