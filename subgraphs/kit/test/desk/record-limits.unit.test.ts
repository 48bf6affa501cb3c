import { listLimit, RECORD_LIMITS, type RecordKind } from "@segpol/schema";
import { describe, expect, test } from "vitest";
import { checkRecordSize } from "../../src/desk/validation/record-size.js";
import { validateInput } from "../../src/desk/validation/validate-input.js";

const { text, url, id, entries, measureLevels, measures, links, bytes } = RECORD_LIMITS;
const many = <T>(count: number, of: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => of(index));
const date = { edtf: "2025-01" };
const measure = (ref: string, below: object[] = []): object => ({ ref, text: { NL: "t" }, measures: below });
const levels = (count: number): object => measure(`m${count}`, count > 1 ? [levels(count - 1)] : []);
const followUp = (evidence: object[] = []) => ({ actor: "A", action: { NL: "x" }, date, status: "LIMITED", evidence });
const observation = (dimensions: object[] = []) => ({ period: date, value: 1, dimensions });
const proof = { type: "report", description: { NL: "d" } };

/** Each limit: input at it, and beyond it by one. */
const LIMITS: readonly (readonly [what: string, kind: RecordKind, input: (more: number) => object, said: string])[] = [
  ["entries", "Event", (more) => ({ speakers: many(entries + more, String) }), "speakers TOO_MANY"],
  ["characters", "Event", (more) => ({ summary: { NL: "x".repeat(text + more) } }), "summary.NL TEXT_TOO_LONG"],
  [
    "characters of an address",
    "Event",
    (more) => ({ url: `https://x.example/${"x".repeat(url - 18 + more)}` }),
    "url TEXT_TOO_LONG",
  ],
  [
    "characters of a number",
    "Recommendation",
    (more) => ({ measures: [measure("x".repeat(id + more))] }),
    "measures.0.ref TEXT_TOO_LONG",
  ],
  [
    "levels of measures",
    "Recommendation",
    (more) => ({ measures: [levels(measureLevels + more)] }),
    `measures.0${".measures.0".repeat(measureLevels)} TOO_MANY`,
  ],
  [
    "measures in all",
    "Recommendation",
    (more) => ({
      measures: [
        ...many(3, (at) =>
          measure(
            `a${at}`,
            many(measures / 4 - 1, (below) => measure(`${at}.${below}`)),
          ),
        ),
        measure(
          "last",
          many(measures / 4 - 1 + more, (below) => measure(`last.${below}`)),
        ),
      ],
    }),
    "measures TOO_MANY",
  ],
  [
    "measures below one",
    "Recommendation",
    (more) => ({ measures: many(listLimit("Measure", "measures") + more, (at) => measure(`m${at}`)) }),
    "measures TOO_MANY",
  ],
  [
    "follow-ups",
    "Recommendation",
    (more) => ({ followUps: many(listLimit("Recommendation", "followUps") + more, () => followUp()) }),
    "followUps TOO_MANY",
  ],
  [
    "evidence",
    "Recommendation",
    (more) => ({ followUps: [followUp(many(listLimit("FollowUp", "evidence") + more, () => proof))] }),
    "followUps.0.evidence TOO_MANY",
  ],
  [
    "observations",
    "LegitimacyIndicator",
    (more) => ({ observations: many(listLimit("ObservationConnection", "nodes") + more, () => observation()) }),
    "observations TOO_MANY",
  ],
  [
    "dimensions",
    "LegitimacyIndicator",
    (more) => ({
      observations: [
        observation(many(listLimit("Observation", "dimensions") + more, (at) => ({ name: `n${at}`, value: "v" }))),
      ],
    }),
    "observations.0.dimensions TOO_MANY",
  ],
  [
    "links",
    "Event",
    (more) => ({ links: many(links + more, (at) => ({ rel: "related", id: `cpl:event:e${at}` })) }),
    "links TOO_MANY",
  ],
];

/** Problems of size. */
function check(kind: RecordKind, input: object): string[] {
  const own = {
    Event: { kind: "OTHER" },
    Publication: { type: "REPORT" },
    Recommendation: {},
    LegitimacyIndicator: {},
  };
  const { problems } = validateInput(kind, { title: { NL: "x" }, ...own[kind], ...input }, { code: "SAMPLE" });
  return [
    ...new Set(problems.filter(({ code }) => code !== "RECORD_TOO_LARGE").map(({ field, code }) => `${field} ${code}`)),
  ];
}

describe("input at a limit is taken, and beyond it refused", () => {
  test.each(LIMITS)("%s of a %s", (_what, kind, input, said) => {
    expect(check(kind, input(0))).toEqual([]);
    expect(check(kind, input(1))).toEqual([said]);
  });

  test("bytes of a record as a whole", () => {
    const sized = (size: number) => ({ title: { original: "NL", NL: "x" }, topics: [], ref: "x".repeat(size - 57) });
    expect(Buffer.byteLength(JSON.stringify(sized(bytes)))).toBe(bytes);
    expect(checkRecordSize("Recommendation", sized(bytes))).toEqual([]);
    expect(checkRecordSize("Recommendation", sized(bytes + 1))).toEqual([
      {
        field: "",
        code: "RECORD_TOO_LARGE",
        message: `Expected a record of at most ${bytes} bytes in all; got ${bytes + 1}.`,
        mend: "Shorten its texts, or make several records of it.",
      },
    ]);
  });
});

describe("a record that was beyond a limit before", () => {
  const before = { visibility: "PUBLIC", summary: "x".repeat(bytes), followUps: many(5_010, () => followUp()) };

  test("can be hidden, shortened and left as it is", () => {
    const check = (content: object) => checkRecordSize("Recommendation", { ...before, ...content }, before);
    expect(check({ visibility: "CABINET" })).toEqual([]);
    expect(check({ summary: "x" })).toEqual([]);
  });

  test("does not grow", () => {
    const content = { ...before, followUps: [...before.followUps, followUp()] };
    const codes = checkRecordSize("Recommendation", content, before).map(({ field, code }) => `${field} ${code}`);
    expect(codes).toEqual(["followUps TOO_MANY", " RECORD_TOO_LARGE"]);
  });
});
