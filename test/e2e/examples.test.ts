import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ask } from "./support/graph.js";
import { hubUrl } from "./support/shared-hub.js";

const folder = new URL("../../examples/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".graphql"));

describe("the examples", () => {
  it.each(files)("%s is answered without an error, with content", async (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const answer = await ask<Record<string, unknown>>(hubUrl(), text);
    expect(answer.errors).toEqual([]);
    expect(JSON.stringify(answer.data)).toMatch(/"(code|id)":"/);
  });
});
