import { readFile } from "node:fs/promises";
import { contractSchema } from "@segpol/schema";
import { isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType } from "graphql";
import { expect, test } from "vitest";
import { FILE_REFUSALS } from "../../src/files/file-refused.js";
import { DESK_PROBLEM_CODES } from "../../src/vocabulary/problem.js";
import { buildDeskSchema, deskSdl } from "../../src/desk-graph/desk-schema.js";

test("the committed SDL of the desk is the one that is served", async () => {
  expect(await readFile(new URL("../../desk.graphql", import.meta.url), "utf8")).toBe(deskSdl());
});

test("every type, field and argument of the desk is described, and every value that the contract does not have", () => {
  const bare: string[] = [];
  const note = (name: string, { description }: { description?: string | null | undefined }): void => {
    if (!description) bare.push(name);
  };
  for (const type of Object.values(buildDeskSchema().getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isEnumType(type) && !contractSchema.getType(type.name))
      for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    if (!["Query", "Mutation"].includes(type.name)) note(type.name, type);
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field);
      if ("args" in field) for (const arg of field.args) note(`${type.name}.${field.name}(${arg.name})`, arg);
    }
  }
  expect(bare).toEqual([]);
});

test("docs/desk.md has every problem and how to mend it, and no other", async () => {
  const text = await readFile(new URL("../../../../docs/desk.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| (.+) \|$/gm)].map(([, code, mend]) => [code, mend]);
  // Files stand first: why one is not kept.
  expect(rows).toEqual([...Object.entries(FILE_REFUSALS), ...Object.entries(DESK_PROBLEM_CODES)]);
});
