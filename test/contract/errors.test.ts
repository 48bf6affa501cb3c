import { readFileSync } from "node:fs";
import { HUB_ERRORS } from "@segpol/gateway";
import { describe, expect, it } from "vitest";

const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");

describe("docs/errors.md", () => {
  it("has every error of the hub with its status, meaning and mend, and no other", () => {
    const documented = page.split("\n").filter((line) => line.startsWith("| `"));
    const known = Object.entries(HUB_ERRORS).map(
      ([code, { status, message, mend }]) =>
        `| \`${code}\` | ${status} | ${message} | ${mend.replaceAll("|", "\\|")} |`,
    );
    expect(documented).toEqual(known);
  });
});
