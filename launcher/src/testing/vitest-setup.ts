import type { TestProject } from "vitest/node";
import { startSharedTestPostgres } from "./databases.js";

/** One PostgreSQL for a whole run of tests, whatever projects take part in it; vitest's `globalSetup`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let stop = await startSharedTestPostgres();
  // Its templates were prepared by the code as it was.
  project.onTestsRerun(async () => {
    await stop();
    stop = await startSharedTestPostgres();
  });
  return async () => await stop();
}
