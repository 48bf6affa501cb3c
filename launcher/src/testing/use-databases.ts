import { afterAll, beforeAll } from "vitest";
import { openTestDatabases, type TestDatabases } from "./databases.js";

/** Databases for the tests of a file or a `describe`, dropped after the last of them; to be used from `beforeAll` on. */
export function useDatabases(): Omit<TestDatabases, "close"> {
  let open: TestDatabases | undefined;
  const databases = (): TestDatabases => {
    if (!open) throw new Error("Expected the tests to have begun: databases can be made from beforeAll on.");
    return open;
  };
  beforeAll(async () => {
    open = await openTestDatabases();
  });
  afterAll(async () => await open?.close());
  return {
    create: async (label) => await databases().create(label),
    copyOf: async (template, prepare) => await databases().copyOf(template, prepare),
  };
}
