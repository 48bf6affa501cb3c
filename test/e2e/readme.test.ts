import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { query } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const pairs = [...readme.matchAll(/```graphql\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g)].map(([, text, answer]) => ({
  text: text ?? "",
  answer: answer ?? "",
}));

describe("the README", () => {
  it("shows five queries", () => {
    expect(pairs).toHaveLength(5);
  });

  // `node scripts/readme-answers.mjs` writes the answers anew.
  it.each(pairs)("shows the answer that the hub gives: %$", async ({ text, answer }) => {
    expect(await query<unknown>(hubUrl(), text)).toEqual(JSON.parse(answer));
  });
});
