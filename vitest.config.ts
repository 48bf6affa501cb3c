import { defineConfig, mergeConfig } from "vitest/config";
import { common, DATABASES } from "./vitest.shared.js";

/** Tests that need neither a database nor a process are called so. */
const UNIT = "**/*.unit.test.ts";
const HUB = "test/e2e/support/global-setup.ts";

function project(name: string, folders: string, ...globalSetup: string[]) {
  const include = [`${folders}/**/*.test.ts`];
  return { extends: true as const, test: { name, include, exclude: [UNIT, "**/node_modules/**"], globalSetup } };
}

/** The tests of every package in one run, which shares workers, a PostgreSQL, and a hub for all that only reads. */
export default mergeConfig(
  common,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: { name: "unit", include: [`{schema,identity,server,launcher,gateway,subgraphs,plugins,test}/${UNIT}`] },
        },
        project("foundation", "{schema,identity,server}/test"),
        project("launcher", "launcher/test", DATABASES),
        project("kit", "subgraphs/kit/test", DATABASES),
        project("partners", "{subgraphs/!(kit),plugins/!(template)}/test", DATABASES),
        project("gateway", "gateway/test", DATABASES),
        project("contract", "test/contract", DATABASES),
        project("e2e", "test/e2e", DATABASES, HUB),
        project("torture", "test/torture"),
        project("browser", "test/browser", HUB),
      ],
    },
  }),
);
