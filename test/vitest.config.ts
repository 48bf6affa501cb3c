import { mergeConfig } from "vitest/config";
import { common, DATABASES } from "../vitest.shared.js";

export default mergeConfig(common, {
  test: {
    projects: [
      { extends: true, test: { name: "contract", include: ["contract/**/*.test.ts"], globalSetup: [DATABASES] } },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          globalSetup: [DATABASES, "e2e/support/global-setup.ts"],
          fileParallelism: false,
        },
      },
      { extends: true, test: { name: "torture", include: ["torture/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["browser/**/*.test.ts"],
          globalSetup: [DATABASES, "e2e/support/global-setup.ts"],
        },
      },
    ],
  },
});
