import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { matchesGlob, relative } from "node:path";
import { defineConfig, mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { common, DATABASES } from "./vitest.shared.js";

/** Tests that need neither a database nor a process are called so. */
const UNIT = "**/*.unit.test.ts";
/** Tests that start or kill whole programs of their own are called so: with SEGPOL_TEST_LONG alone. */
const SYSTEM = "**/*.system.test.ts";
const HUB = "test/e2e/support/global-setup.ts";

/** Files that need a process of their own: what decorators say of a class is kept for good, for all schemas of a process. */
const ALONE = "subgraphs/kit/test/reading.test.ts";
/**
 * The order in which files run: long ones first, so that none ends alone. The first of the files that share a hub waits for its start
 * while the other worker goes through quick ones.
 */
const ORDER = [
  ALONE,
  "subgraphs/kit/**",
  "{subgraphs,plugins}/**",
  "{launcher,test/torture,test/contract}/**",
  "gateway/test/**/!(*.unit).test.ts",
  "test/e2e/overview.test.ts",
  "{gateway,schema,identity,server}/**",
  "test/**",
];

/** In a long run only the files of systems, and those that do more then, by `runs`: of the others nothing would be learnt again. */
const LONG = process.env["SEGPOL_TEST_LONG"] !== undefined;
const isOfThisRun = (file: string): boolean =>
  LONG ? matchesGlob(file, SYSTEM) || readFileSync(file, "utf8").includes("runs({") : !matchesGlob(file, SYSTEM);

const chosen = (pattern: string): string[] =>
  globSync(pattern, { exclude: ["**/node_modules/**"] }).filter(isOfThisRun);

/** Its files share workers' processes: a new one for each would load the same libraries again, which takes seconds. */
function project(name: string, include: string[], globalSetup: string[]) {
  return { extends: true as const, test: { name, include, globalSetup, isolate: false } };
}

/** The tests in these folders but for those that run elsewhere. */
function testsIn(folders: string): string[] {
  return chosen(`${folders}/**/*.test.ts`).filter((file) => !matchesGlob(file, UNIT) && file !== ALONE);
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      ORDER.findIndex((pattern) => matchesGlob(relative(import.meta.dirname, moduleId), pattern));
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
      // Most of a test is waiting, for a database or another process: one for each core would leave the cores idle at times.
      maxWorkers: Math.ceil(1.5 * availableParallelism()),
      projects: [
        project(
          "unit",
          chosen(
            `{{schema,identity,server,launcher,gateway,pages,desk-pages,subgraphs/*,plugins/*}/test,test}/${UNIT}`,
          ),
          [],
        ),
        project("alone", chosen(ALONE), [DATABASES]),
        project("partners", testsIn("{subgraphs/*,plugins/!(template)}/test"), [DATABASES]),
        project("hub", testsIn("{{schema,identity,server,launcher,gateway}/test,test/!(browser)}"), [DATABASES, HUB]),
        project("browser", testsIn("test/browser"), [DATABASES, HUB]),
      ],
    },
  }),
);
