import { defineConfig } from "vitest/config";

/** What every package's tests share: real servers and databases need more than the default deadlines. */
export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    retry: 0,
    passWithNoTests: false,
  },
});
