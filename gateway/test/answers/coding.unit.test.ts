import { expect, it } from "vitest";
import { codingFor } from "../../src/answers/coding.js";

it.each([
  [undefined, "identity"],
  ["", "identity"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip, deflate", "gzip"],
  ["br;q=0.1, gzip;q=0.9", "gzip"],
  ["BR ; Q=0.5", "br"],
  ["*", "br"],
  ["*;q=0", "identity"],
  ["br;q=0, *;q=0.5", "gzip"],
  ["identity, gzip;q=0.5", "identity"],
  ["identity;q=0, gzip;q=0.5", "gzip"],
  ["identity;q=0", "identity"],
  ["gzip;q=yes", "identity"],
  ["gzip;q=2", "identity"],
  ["deflate", "identity"],
  [`gzip,${" ".repeat(300)}`, "identity"],
])("a client that sends Accept-Encoding: %s gets %s", (header, coding) => {
  expect(codingFor(header)).toBe(coding);
});
