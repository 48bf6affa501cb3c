import { describe, expect, test } from "vitest";
import { validateInput } from "../../src/desk/validation/validate-input.js";
import type { RecordKind } from "@segpol/schema";

const TODAY = "2026-03-01";
const MINIMAL: Readonly<Record<RecordKind, object>> = {
  Event: { title: { NL: "x" }, kind: "OTHER" },
  Publication: { title: { NL: "x" }, type: "REPORT" },
  Recommendation: { title: { NL: "x" } },
  LegitimacyIndicator: { title: { NL: "x" } },
};

function check(kind: RecordKind, input: object): string[] {
  const { problems } = validateInput(kind, { ...MINIMAL[kind], ...input }, { code: "SAMPLE", today: TODAY });
  return problems.map(({ field, code }) => `${field} ${code}`);
}

const date = { edtf: "2025-01" };
const followUp = { actor: "Zone", action: { NL: "x" }, date, status: "LIMITED" };
const assessment = { assessor: "Comité P", status: "LIMITED", date };
const observation = { period: date, value: 1 };

/** Each wrong in one way, and what is said of it. */
const WRONG: readonly (readonly [RecordKind, object, ...string[]])[] = [
  ["Event", { title: undefined, kind: undefined }, "title REQUIRED", "kind REQUIRED"],
  ["Event", { title: null }, "title REQUIRED"],
  ["Event", { title: "Opleiding" }, "title WRONG_TYPE"],
  ["Event", { title: {} }, "title EMPTY_TEXT"],
  ["Event", { title: { NL: "   " } }, "title.NL EMPTY_TEXT"],
  ["Event", { title: { NL: "\u200B" } }, "title.NL EMPTY_TEXT"],
  ["Event", { title: { NL: "\u200B \u2060\u200D" } }, "title.NL EMPTY_TEXT"],
  ["Event", { title: { NL: "\u00AD\u200E\u200F" } }, "title.NL EMPTY_TEXT"],
  ["Event", { title: { NL: "\u3164\u115F\u2800\uFE0F" } }, "title.NL EMPTY_TEXT"],
  ["Event", { title: { NL: "\u{E0041}\u180E" } }, "title.NL EMPTY_TEXT"],
  ["Event", { speakers: ["\u200C"] }, "speakers.0 EMPTY_TEXT"],
  ["Event", { title: { NL: "a", FR: "b" } }, "title.original ORIGINAL_MISSING"],
  ["Event", { title: { original: "DE", NL: "a" } }, "title.DE ORIGINAL_MISSING"],
  ["Event", { title: { nl: "a" } }, "title.nl UNKNOWN_LANGUAGE", "title EMPTY_TEXT"],
  ["Event", { title: { original: "ES", NL: "a" } }, "title.original UNKNOWN_LANGUAGE"],
  ["Event", { title: { NL: "x".repeat(501) } }, "title.NL TEXT_TOO_LONG"],
  ["Event", { title: { NL: "a\nb" } }, "title.NL CONTROL_CHARACTER"],
  ["Event", { title: { NL: "a\u0000b" } }, "title.NL CONTROL_CHARACTER"],
  ["Event", { summary: { NL: "a\u202Eb" } }, "summary.NL CONTROL_CHARACTER"],
  ["Event", { title: { NL: "a\u200Fb" } }, "title.NL CONTROL_CHARACTER"],
  ["Event", { title: { NL: "\u061Cb" } }, "title.NL CONTROL_CHARACTER"],
  ["Event", { title: { NL: "a\u009B2Jb" } }, "title.NL CONTROL_CHARACTER"],
  ["Event", { summary: { NL: "\uD800" } }, "summary.NL CONTROL_CHARACTER"],
  ["Event", { summary: { NL: 7 } }, "summary.NL WRONG_TYPE"],
  ["Event", { themes: ["TRUTS"] }, "themes.0 UNKNOWN_THEME"],
  ["Event", { themes: ["TRUST", "TRUST"] }, "themes.1 DUPLICATE"],
  ["Event", { criteria: ["SPEED"] }, "criteria.0 UNKNOWN_CRITERION"],
  ["Event", { visibility: "SECRET" }, "visibility UNKNOWN_VALUE"],
  ["Event", { url: "ftp://example.org/" }, "url BAD_URL"],
  ["Event", { url: "https://user:pass@example.org/" }, "url BAD_URL"],
  ["Event", { livestream: `https://example.org/${"x".repeat(2_000)}` }, "livestream TEXT_TOO_LONG"],
  ["Event", { kidn: "OTHER" }, "kidn UNKNOWN_FIELD"],
  ["Event", { date: { edtf: "2022-13" } }, "date.edtf BAD_EDTF"],
  ["Event", { date: { edtf: "" } }, "date.edtf BAD_EDTF"],
  ["Event", { date: { text: { NL: "ooit" } } }, "date.edtf REQUIRED"],
  ["Event", { date: "2022-01-01" }, "date WRONG_TYPE"],
  ["Event", { date: { edtf: "2022", basis: "GUESSED" } }, "date.basis UNKNOWN_VALUE"],
  ["Event", { place: { name: "Gent", country: "be" } }, "place.country BAD_FORMAT"],
  ["Event", { place: { name: "Gent", country: "XQ" } }, "place.country BAD_FORMAT"],
  ["Event", { place: { name: "Rijsel", country: "FR", nisCode: "44021" } }, "place.nisCode BAD_FORMAT"],
  ["Event", { place: { name: "Gent", country: "BE", nisCode: "440" } }, "place.nisCode BAD_FORMAT"],
  ["Event", { organisers: ["CPS"] }, "organisers OWNER_NOT_FIRST"],
  ["Event", { organisers: ["SAMPLE", "cps"] }, "organisers.1 BAD_PARTNER_CODE"],
  ["Event", { capacity: { min: 5, max: 4 } }, "capacity.min RANGE_CONTRADICTS"],
  ["Event", { capacity: { min: -1 } }, "capacity.min OUT_OF_RANGE"],
  ["Event", { capacity: { min: 1.5 } }, "capacity.min WRONG_TYPE"],
  [
    "Event",
    { registration: { state: "OPEN", opensOn: "2024-02-02", closesOn: "2024-02-01" } },
    "registration.closesOn DATES_CONTRADICT",
  ],
  ["Event", { registration: { state: "OPEN", opensOn: "2025-02-30" } }, "registration.opensOn BAD_DATE"],
  ["Event", { date, registration: { state: "OPEN", opensOn: "2025-02-01" } }, "registration.opensOn DATES_CONTRADICT"],
  ["Event", { links: [{ rel: "sequel", id: "cps:event:x" }] }, "links.0.rel UNKNOWN_RELATION"],
  ["Event", { links: [{ rel: "event", id: "CPS:event:x" }] }, "links.0.id BAD_ID"],
  ["Event", { links: [{ rel: "publication", id: "cps:event:x" }] }, "links.0.id LINK_KIND"],
  [
    "Event",
    { links: Array.from({ length: 501 }, (_, n) => ({ rel: "related", id: `cps:event:x-${n}` })) },
    "links TOO_MANY",
  ],
  ["Publication", { type: "BOOK" }, "type UNKNOWN_VALUE"],
  [
    "Publication",
    { documents: [{ url: "x", language: "nl", mediaType: "pdf", bytes: 1e12, sha256: "AB" }] },
    "documents.0.url BAD_URL",
    "documents.0.language UNKNOWN_LANGUAGE",
    "documents.0.mediaType BAD_FORMAT",
    "documents.0.bytes OUT_OF_RANGE",
    "documents.0.sha256 BAD_FORMAT",
  ],
  ["Publication", { documents: "none" }, "documents WRONG_TYPE"],
  ["Recommendation", { dueOn: "2024-1-1" }, "dueOn BAD_DATE"],
  ["Recommendation", { priority: { rank: 4, of: 3 } }, "priority.rank RANGE_CONTRADICTS"],
  ["Recommendation", { measures: [{ ref: "A", text: { NL: "x" }, weight: 0 }] }, "measures.0.weight OUT_OF_RANGE"],
  ["Recommendation", { measures: [{ ref: "A", text: { NL: "x" }, weight: Infinity }] }, "measures.0.weight WRONG_TYPE"],
  [
    "Recommendation",
    {
      measures: [
        { ref: "A", text: { NL: "x" } },
        { ref: "A", text: { NL: "y" } },
      ],
    },
    "measures.1.ref DUPLICATE",
  ],
  [
    "Recommendation",
    { measures: [chain(11)] },
    `${["measures.0", ...Array.from({ length: 10 }, () => "measures.0")].join(".")} TOO_MANY`,
  ],
  ["Recommendation", { measures: [chain(60)] }, "measures WRONG_TYPE"],
  ["Recommendation", { followUps: [{ ...followUp, measure: "R1" }] }, "followUps.0.measure MEASURE_UNKNOWN"],
  [
    "Recommendation",
    {
      followUps: [
        { ...followUp, id: "a" },
        { ...followUp, id: "a" },
      ],
    },
    "followUps.1.id DUPLICATE",
  ],
  ["Recommendation", { followUps: [{ ...followUp, id: "with blank" }] }, "followUps.0.id BAD_FORMAT"],
  [
    "Recommendation",
    { assessments: [{ ...assessment, nextReviewOn: "2024-12-31" }] },
    "assessments.0.nextReviewOn DATES_CONTRADICT",
  ],
  [
    "Recommendation",
    { responses: [{ body: "", value: "MAYBE" }] },
    "responses.0.body EMPTY_TEXT",
    "responses.0.value UNKNOWN_VALUE",
  ],
  ["LegitimacyIndicator", { observations: [{ ...observation, value: NaN }] }, "observations.0.value WRONG_TYPE"],
  ["LegitimacyIndicator", { observations: [{ ...observation, value: -Infinity }] }, "observations.0.value WRONG_TYPE"],
  ["LegitimacyIndicator", { observations: [{ ...observation, value: "1" }] }, "observations.0.value WRONG_TYPE"],
  [
    "LegitimacyIndicator",
    { observations: [{ ...observation, sampleSize: -1 }] },
    "observations.0.sampleSize OUT_OF_RANGE",
  ],
  [
    "LegitimacyIndicator",
    { observations: [{ ...observation, numerator: 2 ** 31 }] },
    "observations.0.numerator OUT_OF_RANGE",
  ],
  [
    "LegitimacyIndicator",
    {
      observations: [
        {
          ...observation,
          dimensions: [
            { name: "a", value: "x" },
            { name: "a", value: "y" },
          ],
        },
      ],
    },
    "observations.0.dimensions.1 DUPLICATE",
  ],
  [
    "LegitimacyIndicator",
    { baseline: { period: { edtf: "2030" }, value: 1 }, target: { period: { edtf: "2020" }, value: 2 } },
    "target.period DATES_CONTRADICT",
  ],
  ["LegitimacyIndicator", { criterion: "SPEED" }, "criterion UNKNOWN_CRITERION"],
];

function chain(depth: number): object {
  const own = { ref: `M${depth}`, text: { NL: "x" } };
  return depth === 1 ? own : { ...own, measures: [chain(depth - 1)] };
}

describe("what is typed is refused, and the place is named", () => {
  test.each(WRONG.map(([kind, input, ...expected]) => ({ kind, input, expected })))(
    "$kind $input",
    ({ kind, input, expected }) => {
      expect(check(kind, input)).toEqual(expected);
    },
  );
});

test("all problems are told at once, each with what was expected, what came and how to mend it", () => {
  const { problems } = validateInput(
    "Event",
    {
      title: { NL: "" },
      themes: ["TECNOLOGY"],
      url: "example.org",
      date: { edtf: "someday" },
      organisers: [],
    },
    { code: "SAMPLE" },
  );
  expect(problems.map(({ code }) => code)).toEqual([
    "REQUIRED",
    "EMPTY_TEXT",
    "UNKNOWN_THEME",
    "BAD_URL",
    "BAD_EDTF",
    "OWNER_NOT_FIRST",
  ]);
  for (const { message, mend } of problems) {
    expect(message).toMatch(/^Expected .+; got .+\.$/);
    expect(mend).not.toBe("");
  }
  expect(problems[2]?.mend).toBe("Did you mean TECHNOLOGY?");
});

test("what is good is tidied up: trimmed, composed, dates in words, defaults of languages", () => {
  const { content, problems } = validateInput("Event", {
    title: { NL: "  Cafe\u0301  " },
    kind: "OTHER",
    date: { edtf: "2026-03" },
    url: " https://example.org/ ",
    place: { name: "Gent", country: "BE", nisCode: null },
    summary: null,
  });
  expect(problems).toEqual([]);
  expect(content).toEqual({
    title: { original: "NL", NL: "Café" },
    kind: "OTHER",
    date: { edtf: "2026-03", basis: "STATED", text: { original: "NL", NL: "maart 2026", FR: "mars 2026" } },
    url: "https://example.org/",
    place: { name: "Gent", country: "BE" },
  });
});

describe("what is worth a second look is warned of, and accepted", () => {
  test.each<[RecordKind, object, string]>([
    ["Event", { organisers: ["SAMPLE", "CSP"] }, "organisers.1 UNKNOWN_PARTNER"],
    [
      "Event",
      { date, registration: { state: "OPEN", closesOn: "2025-02-01" } },
      "registration.closesOn DATES_CONTRADICT",
    ],
    [
      "Recommendation",
      { followUps: [{ ...followUp, status: "COMPLETE" }] },
      "followUps.0.evidence COMPLETE_WITHOUT_EVIDENCE",
    ],
    [
      "Recommendation",
      { followUps: [{ ...followUp, date: { edtf: "2026-03-02" } }] },
      "followUps.0.date DATE_IN_FUTURE",
    ],
    [
      "Recommendation",
      { assessments: [{ ...assessment, closure: "CLOSED_IMPLEMENTED" }] },
      "assessments.0.closure CLOSURE_CONTRADICTS",
    ],
    [
      "LegitimacyIndicator",
      { unit: "%", observations: [{ ...observation, value: 80, numerator: 1, denominator: 2 }] },
      "observations.0.value NUMBERS_INCONSISTENT",
    ],
  ])("%s %j", (kind, input, expected) => {
    const { problems, warnings } = validateInput(
      kind,
      { ...MINIMAL[kind], ...input },
      { code: "SAMPLE", today: TODAY },
    );
    expect(problems).toEqual([]);
    expect(warnings.map(({ field, code }) => `${field} ${code}`)).toEqual([expected]);
  });
});

test("a mistyped partner is asked after", () => {
  const { warnings } = validateInput(
    "Event",
    { ...MINIMAL.Event, organisers: ["SAMPLE", "CCGPI"] },
    { code: "SAMPLE" },
  );
  expect(warnings[0]?.mend).toContain("Did you mean CC_GPI?");
});
