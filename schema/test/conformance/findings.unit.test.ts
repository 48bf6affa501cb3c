import { describe, expect, test } from "vitest";
import { checkConformance, type Finding, FINDING_CODES } from "../../src/index.js";
import { add, change, IMPORT, importing, manyTypes } from "./case.js";
import { contractTypeCases } from "./cases/contract-types.js";
import { documentCases } from "./cases/document.js";
import { federationCases } from "./cases/federation.js";
import { recordCases } from "./cases/records.js";
import { sizeCases } from "./cases/sizes.js";
import { typeCases } from "./cases/types.js";
import { smallSdl } from "./sample-subgraph.js";

const cases = [...documentCases, ...sizeCases, ...federationCases, ...typeCases, ...recordCases, ...contractTypeCases];

describe("checkConformance finds", () => {
  test.each(cases)("$finding at $place: $what", ({ finding, place, sdl }) => {
    const found = check(sdl).find((each) => each.code === finding && each.place === place);
    expect(found).toBeDefined();
    expect(found?.severity).toBe(FINDING_CODES[finding].severity);
    expect(found?.message).toMatch(/^Expected .+; found:? .+/s);
    expect(found?.mend).toMatch(/\S/);
  });

  test.each(["cps", "", "CC GPI", "CC__GPI", "__proto__", "C".repeat(51)])(
    "PARTNER_CODE_INVALID, and looks no further, for %j",
    (code) => {
      expect(checkConformance({ code, sdl: "" }).map((each) => each.code)).toEqual(["PARTNER_CODE_INVALID"]);
    },
  );

  test.each([
    ["CC", { knownCodes: ["CPS", "CC_GPI"] }],
    ["CC_GPI_EAST", { knownCodes: ["CC_GPI"] }],
    ["CP", { knownCodes: ["CPS"] }],
    ["CP5", { knownCodes: ["CPS"] }],
    ["P0L_B1", { knownCodes: ["POL_8I"] }],
    ["CCGPI", { knownCodes: ["CC_GPI"] }],
    ["C_CGPI", { knownCodes: ["CC_GPI"] }],
    ["AB_C", { knownCodes: ["A_BCD"] }],
    ["POL_2030", { knownCodes: ["POL2030"] }],
    ["A_1", { knownCodes: ["A1_B"] }],
    ["A1_B", { knownCodes: ["A_1"] }],
    ["EVENT", {}],
    ["PLACE", {}],
    ["RECORD", {}],
    ["QUERY", {}],
    ["GAP", { reservedNames: ["GapKind"] }],
  ])("PARTNER_CODE_CONFLICT for %s beside %j", (code, others) => {
    const found = checkConformance({ code, sdl: smallSdl(code), ...others }).filter(
      ({ severity }) => severity === "ERROR",
    );
    expect(found.map((each) => each.code)).toEqual(["PARTNER_CODE_CONFLICT"]);
    expect(found[0]?.place).toBe("partner code");
  });

  test("every code of the table in one of these cases", () => {
    const shown = new Set<string>([
      ...cases.map(({ finding }) => finding),
      "PARTNER_CODE_INVALID",
      "PARTNER_CODE_CONFLICT",
    ]);
    expect(Object.keys(FINDING_CODES).filter((code) => !shown.has(code))).toEqual([]);
  });

  test("what federation calls a directive that was imported under another name", () => {
    const sdl = importing(
      '{ name: "@override", as: "@mine" }',
      "livestream: URL",
      'livestream: URL @mine(from: "cps")',
    );
    expect(check(sdl)).toEqual([
      {
        code: "DIRECTIVE_NOT_ALLOWED",
        severity: "ERROR",
        place: "CcGpiEvent.livestream",
        message: expect.stringContaining("found @mine (federation's @override)") as string,
        mend: "Leave the directive out.",
      },
    ]);
  });

  test("that @key is used without being imported", () => {
    const found = check(change(IMPORT, 'import: ["@shareable"]')).find(({ code }) => code === "DIRECTIVE_NOT_ALLOWED");
    expect(found?.mend).toBe('Add "@key" to the imports of the federation link.');
  });

  test("one thing where one thing is wrong", () => {
    const codes = (sdl: string) => check(sdl).map(({ code, place }) => `${code} ${place}`);
    expect(codes(change("summary(lang: Language): String", "summary: String"))).toEqual([
      "STANDARD_FIELD_ARGUMENTS CcGpiEvent.summary",
    ]);
    expect(codes(change("type Place @shareable", "type Place"))).toEqual(["SHAREABLE_MISSING Place"]);
    expect(codes(add("type Speaker { name: String }"))).toEqual(["TYPE_OUTSIDE_PREFIX Speaker"]);
    expect(codes(manyTypes(201))).toEqual(["TOO_MANY_TYPES SDL"]);
  });
});

function check(sdl: string): Finding[] {
  return checkConformance({ code: "CC_GPI", sdl });
}
