import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("../../scripts/configuration.mjs", import.meta.url));

test("the documentation has every variable as the processes read it", async () => {
  expect(await promisify(execFile)(process.execPath, [SCRIPT, "--check"])).toEqual({ stdout: "", stderr: "" });
});
