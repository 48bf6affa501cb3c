import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig, mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { common, DATABASES } from "./vitest.shared.js";

/** Tests that need neither a database nor a process are called so. */
const UNIT = "**/*.unit.test.ts";
const HUB = "test/e2e/support/global-setup.ts";

/** Files of which each needs a process of its own: what decorators say of a class is kept for good, for all schemas of a process. */
const ALONE = ["subgraphs/kit/test/reading.test.ts"];
/** A new process for each of their files would load the same libraries again each time, which takes seconds. */
const SHARING = new Set(["foundation", "contract", "e2e", "gateway", "kit"]);
/** In the order in which they run: the longest first, so that no long file ends alone. */
const ORDER = ["torture", "launcher", "contract", "e2e", "alone", "kit", "partners", "gateway", "foundation", "unit"];

/** With SEGPOL_TEST_LONG only the files that do more then, by `runs`: of the others nothing would be learnt again. */
function chosen(pattern: string): string[] {
  if (process.env["SEGPOL_TEST_LONG"] === undefined) return [pattern];
  return globSync(pattern).filter((file) => readFileSync(file, "utf8").includes("runs({"));
}

function project(name: string, folders: string, ...globalSetup: string[]) {
  const exclude = [UNIT, ...ALONE, "**/node_modules/**"];
  const test = { name, include: chosen(`${folders}/**/*.test.ts`), exclude, globalSetup, isolate: !SHARING.has(name) };
  return { extends: true as const, test };
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project: { name } }: TestSpecification): number => ORDER.indexOf(name);
    // oxlint-disable-next-line unicorn/no-array-sort -- It is the sequencer's.
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** The tests of every package in one run, which shares workers, a PostgreSQL, and a hub for all that only reads. */
export default mergeConfig(
  common,
  defineConfig({
    test: {
      sequence: { sequencer: LongestFirst },
      // By default vitest leaves one core to itself, which on two is half the machine.
      maxWorkers: Math.max(2, availableParallelism()),
      projects: [
        {
          extends: true,
          test: {
            name: "unit",
            isolate: false,
            include: chosen(`{schema,identity,server,launcher,gateway,subgraphs/*,plugins/*}/test/${UNIT}`),
          },
        },
        project("foundation", "{schema,identity,server}/test"),
        project("launcher", "launcher/test", DATABASES),
        { extends: true, test: { name: "alone", include: ALONE.flatMap(chosen), globalSetup: [DATABASES] } },
        project("kit", "subgraphs/kit/test", DATABASES),
        project("partners", "{subgraphs/!(kit),plugins/!(template)}/test", DATABASES),
        project("gateway", "gateway/test", DATABASES),
        project("contract", "test/contract", DATABASES),
        project("e2e", "test/e2e", DATABASES, HUB),
        project("torture", "test/torture", DATABASES),
        project("browser", "test/browser", DATABASES, HUB),
      ],
    },
  }),
);
