import { defineConfig, mergeConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { common, DATABASES } from "./vitest.shared.js";

/** Tests that need neither a database nor a process are called so. */
const UNIT = "**/*.unit.test.ts";
const HUB = "test/e2e/support/global-setup.ts";

/** Files of which each needs a process of its own: what decorators say of a class is kept for good, for all schemas of a process. */
const ALONE = ["subgraphs/kit/test/reading.test.ts"];
/** In the order in which they run: the longest first, so that no long file ends alone. */
const ORDER = ["torture", "launcher", "contract", "e2e", "alone", "kit", "partners", "gateway", "foundation", "unit"];

function project(name: string, folders: string, ...globalSetup: string[]) {
  const [include, exclude] = [[`${folders}/**/*.test.ts`], [UNIT, ...ALONE, "**/node_modules/**"]];
  // A new process for each file would load the same libraries again each time, which takes seconds.
  return { extends: true as const, test: { name, include, exclude, globalSetup, isolate: false } };
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project: { name } }: TestSpecification): number => ORDER.indexOf(name);
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** The tests of every package in one run, which shares workers, a PostgreSQL, and a hub for all that only reads. */
export default mergeConfig(
  common,
  defineConfig({
    test: {
      sequence: { sequencer: LongestFirst },
      projects: [
        {
          extends: true,
          test: { name: "unit", include: [`{schema,identity,server,launcher,gateway,subgraphs,plugins,test}/${UNIT}`] },
        },
        project("foundation", "{schema,identity,server}/test"),
        project("launcher", "launcher/test", DATABASES),
        { extends: true, test: { name: "alone", include: ALONE, globalSetup: [DATABASES] } },
        project("kit", "subgraphs/kit/test", DATABASES),
        project("partners", "{subgraphs/!(kit),plugins/!(template)}/test", DATABASES),
        project("gateway", "gateway/test", DATABASES),
        project("contract", "test/contract", DATABASES),
        project("e2e", "test/e2e", DATABASES, HUB),
        project("torture", "test/torture"),
        project("browser", "test/browser", DATABASES, HUB),
      ],
    },
  }),
);
