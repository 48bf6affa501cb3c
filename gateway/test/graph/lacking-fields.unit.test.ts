import { buildSchema, parse, print } from "graphql";
import { expect, test } from "vitest";
import { withoutLacking } from "../../src/graph/sources/lacking-fields.js";

const schema = buildSchema(`
  type Query { record: Record }
  type Record { measures: [Measure!] dueOn: String }
  type Measure { ref: ID dueOn: String label(lang: String): String body: Body measures: [Measure!] }
  type Body { id: ID name(lang: String): String }
`);
const lacking = new Set(["Measure.dueOn", "Measure.label", "Measure.body"]);
const asked = (query: string): string =>
  print(withoutLacking(parse(query), schema, lacking))
    .replaceAll(/\s+/g, " ")
    .trim();

test("what a partner lacks is cut from a question, and fields of that name elsewhere stay", () => {
  expect(asked("{ record { dueOn measures { ref dueOn measures { a: dueOn ref } } } }")).toBe(
    "{ record { dueOn measures { ref measures { ref } } } }",
  );
});

test("where nothing is left, the name of the type is asked", () => {
  expect(asked("{ record { measures { dueOn } } }")).toBe("{ record { measures { __typename } } }");
});

test("variables and fragments that nothing needs any more are cut as well", () => {
  const query = `query Q($lang: String, $other: String) {
    record { measures { ref body { ...Named } ...Late label(lang: $lang) } }
  }
  fragment Named on Body { id name(lang: $other) }
  fragment Late on Measure { dueOn ref }`;
  expect(asked(query)).toBe("query Q { record { measures { ref ...Late } } } fragment Late on Measure { ref }");
});
