import { LINK_FIELDS, RECORD_KINDS } from "@segpol/schema";
import { expect, test } from "vitest";
import {
  catalogueFields,
  contractTypes,
  detailFields,
  linkFields,
  REFERENCE_KEYS,
} from "../../src/composition/projection/contract-model.js";

test.for(RECORD_KINDS)("the fields that the hub adds to %s are those that partners may not serve", (kind) => {
  const added = linkFields(kind).map((field) => field.name.value);
  expect(added.toSorted()).toEqual(LINK_FIELDS[kind].toSorted());
});

test("a field is either the catalogue's or its owner's", () => {
  const details = detailFields("Event").map((field) => field.name.value);
  expect(details).toEqual(expect.arrayContaining(["provenance", "topics", "capacity", "registration", "livestream"]));
  expect(catalogueFields("Event").filter((name) => details.includes(name))).toEqual([]);
  expect(catalogueFields("Event")).toContain("title");
});

test("what the harvest alone reads is not among the types that clients meet", () => {
  expect(contractTypes.has("FuzzyDate")).toBe(true);
  for (const name of ["RecordLink", "RecordText", "RecordChange", "RecordChanges", "Harvested", "Query"]) {
    expect(contractTypes.has(name)).toBe(false);
  }
});

test("partners name themes, criteria and partners by their code", () => {
  expect([...REFERENCE_KEYS]).toEqual([
    ["Theme", "code"],
    ["LegitimacyCriterion", "code"],
    ["Partner", "code"],
  ]);
});
