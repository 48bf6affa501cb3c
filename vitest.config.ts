import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { matchesGlob } from "node:path";
import { defineConfig, mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { common, DATABASES } from "./vitest.shared.js";

/** Tests that need neither a database nor a process are called so. */
const UNIT = "**/*.unit.test.ts";
/** Tests that start or kill whole programs of their own are called so: with SEGPOL_TEST_LONG alone. */
const SYSTEM = "**/*.system.test.ts";
const HUB = "test/e2e/support/global-setup.ts";

/** Files of which each needs a process of its own: what decorators say of a class is kept for good, for all schemas of a process. */
const ALONE = ["subgraphs/kit/test/reading.test.ts"];
/** A new process for each of their files would load the same libraries again each time, which takes seconds. */
const SHARING = new Set(["foundation", "contract", "e2e", "gateway", "kit"]);
/** In the order in which they run: long files first, so that none ends alone; last those for which a hub runs meanwhile. */
const ORDER = ["torture", "launcher", "contract", "alone", "kit", "partners", "gateway", "foundation", "unit", "e2e"];

/** In a long run only the files of systems, and those that do more then, by `runs`: of the others nothing would be learnt again. */
const LONG = process.env["SEGPOL_TEST_LONG"] !== undefined;
const isOfThisRun = (file: string): boolean =>
  LONG ? matchesGlob(file, SYSTEM) || readFileSync(file, "utf8").includes("runs({") : !matchesGlob(file, SYSTEM);

function chosen(pattern: string): string[] {
  return globSync(pattern, { exclude: ["**/node_modules/**"] }).filter(isOfThisRun);
}

function project(name: string, folders: string, ...globalSetup: string[]) {
  const include = chosen(`${folders}/**/*.test.ts`).filter((file) => !matchesGlob(file, UNIT) && !ALONE.includes(file));
  return { extends: true as const, test: { name, include, globalSetup, isolate: !SHARING.has(name) } };
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
