import { readFile } from "node:fs/promises";
import { type GraphQLFieldMap, isInterfaceType, isObjectType } from "graphql";
import { describe, expect, test } from "vitest";
import { LINK_FIELDS } from "../src/conformance/link-fields.js";
import { HARVEST_NAMES, REFERENCE_NAMES, VALUE_NAMES } from "../src/conformance/names.js";
import {
  addedIn,
  contractFields,
  contractInterface,
  contractSchema,
  contractSdl,
  expectedFields,
  LANGUAGES,
  RECORD_KINDS,
} from "../src/index.js";

describe("the contract", () => {
  test("has an interface for each kind of record, with the fields of Record first", () => {
    const common = Object.keys(fieldsOf("Record"));
    for (const kind of RECORD_KINDS) {
      expect(contractInterface(kind).getInterfaces().map(String)).toEqual(["Record"]);
      expect(expectedFields(kind).slice(0, common.length)).toEqual(common);
    }
    expect(common).toContain("title");
  });

  test("says which fields the hub answers, and what it assumes where a partner has none", () => {
    const fields = new Map(contractFields("Event").map((field) => [field.name, field]));
    expect(fields.get("title")).toMatchObject({ catalogue: true, default: undefined });
    expect(fields.get("kind")).toMatchObject({ catalogue: true, default: "OTHER" });
    expect(fields.get("themes")).toMatchObject({ catalogue: true, default: "[]" });
    expect(fields.get("capacity")).toMatchObject({ catalogue: false, default: undefined });
    expect(contractFields("Recommendation").find(({ name }) => name === "progress")?.default).toBe(
      "{claimed: NO_EVIDENCE, closure: OPEN, overdue: false}",
    );
  });

  test("has the languages that language maps have", () => {
    const language = contractSchema.getType("Language");
    expect(language && "getValues" in language && language.getValues().map(({ name }) => name)).toEqual([...LANGUAGES]);
  });

  test("divides its object types into references, values and the harvest's own", () => {
    expect([...REFERENCE_NAMES]).toEqual(["Theme", "LegitimacyCriterion", "Partner"]);
    expect([...HARVEST_NAMES]).toEqual(["RecordLink", "RecordText", "RecordChange", "RecordChanges"]);
    for (const name of ["FuzzyDate", "Provenance", "Measure", "Evidence", "PageInfo", "ObservationEdge", "Dimension"]) {
      expect(VALUE_NAMES, name).toContain(name);
    }
    expect(contractSdl).toContain("type Evidence {");
  });

  test("adds what may be missing: fields that are marked, may be null, and stand on the page of changes", async () => {
    const page = await readFile(new URL("../../docs/contract-changes.md", import.meta.url), "utf8");
    const section = (version: string): string => page.split(/^## /m).find((part) => part.startsWith(version)) ?? "";
    let added = 0;
    for (const name of [...VALUE_NAMES, "Record", ...RECORD_KINDS]) {
      for (const field of Object.values(fieldsOf(name))) {
        const version = addedIn(field);
        if (version === undefined) continue;
        added += 1;
        const place = `${name}.${field.name}`;
        expect(String(field.type), place).not.toMatch(/!$/);
        expect(section(version), place).toContain(`\`${place}\``);
      }
    }
    expect(added).toBeGreaterThan(0);
  });

  test("holds no field by which the hub leads to other records", () => {
    for (const kind of RECORD_KINDS) {
      for (const name of LINK_FIELDS[kind]) expect(expectedFields(kind)).not.toContain(name);
    }
  });
});

function fieldsOf(name: string): GraphQLFieldMap<unknown, unknown> {
  const type = contractSchema.getType(name);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
}
