import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it.each(["pages", "desk-pages"])("%s are rendered by React's build for production", (name) => {
  const program = readFileSync(fileURLToPath(import.meta.resolve(`@segpol/${name}`)), "utf8");
  expect(program).toMatch(/react-dom-server\S*\.node\.production/);
  expect(program).not.toMatch(/react-dom-server\S*\.node\.development/);
});
