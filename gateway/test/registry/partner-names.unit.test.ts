import { expect, it } from "vitest";
import { describePartner } from "../../src/registry/change/describe-partner.js";
import { RefusalError } from "../../src/registry/change/refusals.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";

const vub = { ...createStubDefinition("VUB"), name: { original: "NL", NL: "Vrije Universiteit Brussel" } as const };

function outcome(name: string, code = "KUL"): string {
  try {
    const { name: described } = describePartner({ code, url: "http://localhost/", name }, [vub]);
    return described.NL ?? "";
  } catch (error) {
    if (error instanceof RefusalError) return error.findings.map((each) => `${each.code} ${each.message}`).join();
    throw error;
  }
}

it.each([
  ["a mark of direction", "KU Leuven\u202e"],
  ["a hidden mark", "KU\u200eLeuven"],
  ["an isolate", "\u2067KU Leuven\u2069"],
  ["an escape character", "\u001b[2JKU Leuven"],
  ["a control character of eight bits", "KU\u009bLeuven"],
  ["a character of no width", "KU\u200bLeuven"],
  ["a soft hyphen", "KU Leu\u00adven"],
  ["a filler that nobody sees", "\u3164"],
  ["a tag", "KU\u{e0041}"],
  ["two lines", "KU\nLeuven"],
  ["half of a character", "KU \ud83d"],
  ["a zero character", "KU\u0000"],
])("a name with %s is refused, and shown without harm", (_what, name) => {
  const refused = outcome(name);
  expect(refused).toMatch(/^PARTNER_NAME_INVALID /);
  expect(refused).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});

it.each([
  "Vrije Universiteit Brussel",
  " vrije  universiteit brussel.",
  "VRIJE UNIVERSITEIT-BRUSSEL",
  "Ｖrije Universiteit Brussel",
  "Vrijé Universiteit Brussel",
  "VUB",
  "Centrum voor Politiestudies",
  "cps",
  "С\u0420\u0405",
  "VUВ",
  "Vri\u0458e Un\u0456versiteit Brusse\u04cf",
  "VRIJE UNlVERSITEIT BRUSSE1",
])("%j is another partner's", (name) => {
  expect(outcome(name)).toMatch(/^PARTNER_NAME_TAKEN .*(?:VUB|CPS)\.$/);
});

it.each([
  "KU Leuven",
  "Université de Liège",
  "Police & Société – asbl",
  "Vrije Universiteit Brussel en partners",
  "警察大学",
])("%j is a name like any other", (name) => {
  expect(outcome(name)).toBe(name);
});

it("a partner may have its own name", () => {
  expect(outcome("Vrije Universiteit Brussel", "VUB")).toBe("Vrije Universiteit Brussel");
});
