import type { TestProject } from "vitest/node";
import { startSharedTestPostgres } from "./databases.js";

/** The PostgreSQL servers of a whole run of tests, whatever projects take part in it; vitest's `globalSetup`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { maxWorkers } = project.vitest.config;
  let stop = await startSharedTestPostgres(maxWorkers);
  // Its templates were prepared by the code as it was.
  project.onTestsRerun(async () => {
    await stop();
    stop = await startSharedTestPostgres(maxWorkers);
  });
  return async () => await stop();
}
