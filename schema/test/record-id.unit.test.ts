import { describe, expect, test } from "vitest";
import {
  fieldPrefix,
  isPartnerCode,
  parseRecordId,
  PartnerCodeError,
  RECORD_KINDS,
  recordId,
  RecordIdError,
  recordTypeName,
  typePrefix,
  vocabulary,
} from "../src/index.js";

describe("a partner's code", () => {
  test("gives the prefix of types and of root fields", () => {
    expect(typePrefix("CPS")).toBe("Cps");
    expect(typePrefix("CC_GPI")).toBe("CcGpi");
    expect(fieldPrefix("CC_GPI")).toBe("ccGpi");
    expect(recordTypeName("CC_GPI", "Publication")).toBe("CcGpiPublication");
    expect(recordTypeName("GENT", "LegitimacyIndicator")).toBe("GentLegitimacyIndicator");
  });

  test.each(["", "cps", "CC-GPI", "_CPS", "CPS_", "CC__GPI", "1CPS", "CPS ", "ÉCOLE"])("is not %j", (code) => {
    expect(isPartnerCode(code)).toBe(false);
    expect(() => typePrefix(code)).toThrow(PartnerCodeError);
    expect(() => recordId(code, "Event", "a")).toThrow(/such as CC_GPI; got/);
  });
});

describe("a record's id", () => {
  test("names the partner, the kind and the slug in lower case", () => {
    expect(recordId("CC_GPI", "Publication", "nvp-2022-2025")).toBe("cc-gpi:publication:nvp-2022-2025");
    expect(recordId("CPS", "Event", "2021-12-08-recherche")).toBe("cps:event:2021-12-08-recherche");
    expect(recordId("GENT", "LegitimacyIndicator", "module-1")).toBe("gent:indicator:module-1");
  });

  test("reads back as what it was made from, for every partner and kind", () => {
    for (const { code } of vocabulary.partners) {
      for (const kind of RECORD_KINDS) {
        expect(parseRecordId(recordId(code, kind, "a-1"))).toEqual({ partner: code, kind, slug: "a-1" });
      }
    }
  });

  test.each([
    "",
    "cps",
    "cps:event",
    "cps:event:",
    "cps:event:a:b",
    "CPS:event:a",
    "cps:Event:a",
    "cps:legitimacyindicator:a",
    "cc_gpi:event:a",
    "-cps:event:a",
    "cps:event:A",
    "cps:event:a--b",
    "cps:event:-a",
    "cps:event:a b",
    "cps:event:é",
    " cps:event:a",
    `cps:event:${"a".repeat(200)}`,
  ])("is not %j", (id) => {
    expect(parseRecordId(id)).toBeUndefined();
  });

  test.each(["", "A", "a_b", "a--b", "-a", "a-", "a:b", "a".repeat(200)])("is not made from the slug %j", (slug) => {
    expect(() => recordId("CPS", "Event", slug)).toThrow(RecordIdError);
  });
});
