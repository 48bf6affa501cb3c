import { defineConfig } from "vitest/config";

/** What every package's tests share. */
export default defineConfig({
  // Vite takes graphql's ESM build where Node takes the CommonJS one; schemas of two copies of graphql do not mix.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    environment: "node",
    include: ["test/**/*.test.ts"],
    // Real servers and databases need more than the default deadlines.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Time to fail after, not to pass within: a second would measure the machine.
    expect: { poll: { timeout: 20_000 } },
    retry: 0,
    passWithNoTests: false,
  },
});
