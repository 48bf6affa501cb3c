import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ExchangeUnderTest, outcomesOf, problemsOf, startExchange } from "./support.js";

let sample: ExchangeUnderTest;
beforeAll(async () => {
  sample = await startExchange();
});
afterAll(() => sample?.stop());

describe("sheets of rows that belong to records", () => {
  test("a follow-up is added, and is unchanged the second time", async () => {
    const content = "aanbeveling;id;maatregel;wie;wat;datum;status\nr1;fu-3;R1.2;Zone;Opgestart;2/2/2024;beperkt";
    expect(outcomesOf(await sample.import("opvolging.csv", content))).toEqual(["APPENDED"]);
    expect(outcomesOf(await sample.import("opvolging.csv", content))).toEqual(["UNCHANGED"]);
    const rows = await sample.sql("select measure, status, action from follow_up where id = 'fu-3'");
    expect(rows).toEqual([{ measure: "R1.2", status: "LIMITED", action: { original: "NL", NL: "Opgestart" } }]);
  });

  test("a follow-up without an id is added once", async () => {
    const content = "recommendation;actor;action.nl;date;status\nr1;Zone;Afgerond;1/3/2024;LIMITED";
    expect(outcomesOf(await sample.import("follow-ups.csv", content))).toEqual(["APPENDED"]);
    expect(outcomesOf(await sample.import("follow-ups.csv", content))).toEqual(["UNCHANGED"]);
  });

  test.each([
    ["follow-up", "recommendation;id;actor\nr1;sample-follow-up-1;Een ander"],
    ["assessment", "recommendation;id;assessor\nr1;sample-assessment-1;Een ander"],
    ["response", "recommendation;body;value;date\nr1;Minister;DECLINED;2022"],
    ["observation", "indicator;period;value\ntrust;2021;61"],
    ["measure", "recommendation;ref;text.nl\nr1;R1.2;Anders"],
  ] as const)("a changed %s is refused, since rows are only added", async (kind, content) => {
    const before = await sample.everything();
    expect(problemsOf(await sample.import("rows.csv", content, { kind }))).toEqual([
      expect.stringMatching(/^2 \S+ APPEND_ONLY$/),
    ]);
    expect(await sample.everything()).toBe(before);
  });

  test("responses, assessments and observations are added", async () => {
    const files = [
      ["response", "recommendation;body;value;reason.fr\nr1;Parlement;gesteund;Oui"],
      ["assessment", "recommendation;assessor;status;date;closure\nr1;Comité P;COMPLETE;2025;CLOSED_IMPLEMENTED"],
      ["observation", "indicator;period;value;dimensions\ntrust;2023;81,5;gender=men"],
    ] as const;
    for (const [kind, content] of files) {
      const report = await sample.import(`${kind}.csv`, content);
      expect(problemsOf(report)).toEqual([]);
      expect(outcomesOf(report)).toEqual(["APPENDED"]);
    }
    expect(await sample.sql("select value, dimensions from observation where period->>'edtf' = '2023'")).toEqual([
      { value: 81.5, dimensions: [{ name: "gender", value: "men" }] },
    ]);
  });

  test("measures are put below the one that they name, in whatever order they stand", async () => {
    const content =
      "recommendation;parent;ref;text.nl;tegen;verantwoordelijke\nr1;R1.3;R1.3.1;Onder de nieuwe;30/06/2030;Stad Gent\nr1;;R1.3;Nieuwe;;\nr1;R1.1;R1.1.3;Onder;;";
    expect(outcomesOf(await sample.import("measures.csv", content))).toEqual(["APPENDED", "APPENDED", "APPENDED"]);
    expect(
      await sample.sql(
        `select ref, parent_ref, due_on::text, responsible from measure
         where ref like 'R1._.3' or ref like 'R1.3%' order by ref`,
      ),
    ).toEqual([
      { ref: "R1.1.3", parent_ref: "R1.1", due_on: null, responsible: null },
      { ref: "R1.3", parent_ref: null, due_on: null, responsible: null },
      { ref: "R1.3.1", parent_ref: "R1.3", due_on: "2030-06-30", responsible: "Stad Gent" },
    ]);
  });

  test("a row of an unknown record, without one, below an unknown measure, or twice the same, is refused", async () => {
    const follow = "recommendation;measure;actor;action.nl;date;status";
    expect(
      problemsOf(await sample.import("follow-ups.csv", `${follow}\nr9;;Z;A;2024;LIMITED\n;;Z;A;2024;LIMITED`)),
    ).toEqual(["2 recommendation OWNER_UNKNOWN", "3 recommendation OWNER_NEEDED"]);
    expect(problemsOf(await sample.import("follow-ups.csv", `${follow}\nr1;R9;Z;A;2024;LIMITED`))).toEqual([
      "2 measure MEASURE_UNKNOWN",
    ]);
    expect(problemsOf(await sample.import("measures.csv", "recommendation;parent;ref;text.nl\nr1;R9;R9.1;A"))).toEqual([
      "2 parent OWNER_UNKNOWN",
    ]);
    expect(
      problemsOf(await sample.import("observations.csv", "indicator;period;value\ntrust;2030;1\ntrust;2030;2")),
    ).toEqual(["3  ID_TWICE"]);
  });

  test("a new row of which something is missing is refused under its column", async () => {
    expect(problemsOf(await sample.import("responses.csv", "recommendation;reason.nl\nr1;Omdat")).toSorted()).toEqual([
      "2 body REQUIRED",
      "2 value REQUIRED",
    ]);
  });
});
