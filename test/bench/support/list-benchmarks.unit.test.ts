import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listBenchmarks } from "./list-benchmarks.ts";

const FOLDER = join(import.meta.dirname, "..");

describe("npm run bench", () => {
  it("lists every program of the folder of benchmarks but itself", async () => {
    const programs = readdirSync(FOLDER).filter((name) => name.endsWith(".ts"));
    const listed = await listBenchmarks(FOLDER);
    expect([...listed.map(({ name }) => `${name}.ts`), "main.ts"].toSorted()).toEqual(programs.toSorted());
  });

  it("describes each in a sentence that is its own", async () => {
    const listed = await listBenchmarks(FOLDER);
    expect(listed.filter(({ about = "" }) => !/^[A-Z][^.\n]{20,140}\.$/.test(about))).toEqual([]);
    expect(new Set(listed.map(({ about }) => about)).size).toBe(listed.length);
    expect(listed.find(({ name }) => name === "planning")?.about).toBe(
      "Measures how long composing, building a planner and planning take with many partners.",
    );
  });
});
