import { runs } from "@segpol/launcher/testing";
import { isRecordKind } from "@segpol/schema";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "../../src/desk/command.js";
import { samplePartner } from "../support/sample-partner.js";
import { type DeskUnderTest, startDeskUnderTest } from "./ask-desk.js";
import { type Desk, openDesk } from "./support.js";

/** The same inputs at every run: a failure names the one it came from. */
const SEED = 20_220_316;
const RUNS = runs({ few: 100, many: 500 });

const partner = samplePartner();
let running: DeskUnderTest;
let desk: Desk;
beforeAll(async () => {
  running = await startDeskUnderTest(partner);
  desk = await openDesk(partner, running.servingUrl);
});
afterAll(async () => {
  await desk?.stop();
  await running?.stop();
});

/** Everything that a write would leave a trace in. */
async function traces(): Promise<unknown> {
  const tables = [
    "event",
    "publication",
    "recommendation",
    "legitimacy_indicator",
    "measure",
    "response",
    "follow_up",
    "assessment",
    "observation",
    "record_change",
    "desk_audit",
    "desk_request",
  ];
  const counts: unknown[] = [];
  for (const table of tables) {
    counts.push(
      await running.sql(
        `select '${table}' as name, count(*), md5(string_agg(t::text, '' order by t::text)) from ${table} t`,
      ),
    );
  }
  return counts;
}

const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(
    "'; drop table event; --",
    "\\",
    "?",
    "??",
    "$1",
    "%",
    "__proto__",
    "constructor",
    "\u0000",
    "\uD800",
    "null",
    "[object Object]",
    "{{7*7}}",
    "<script>",
    "x".repeat(30_000),
  ),
);
/** Not the code, date, address or id of anything. */
const nonsense = nasty.map((text) => `!${text}`);
const unseen = fc.constantFrom("a\u0000b", "a\u0007b", "\uD83D", "a\u202Eb", "\u200E".repeat(0), "   ", "\n");

/** What is certainly wrong with a field, in the types that the graph takes. */
const DEFECTS: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  Event: {
    title: fc.oneof(
      unseen.map((text) => ({ NL: text })),
      nasty.map((text) => ({ original: "FR", NL: text })),
      fc.constant({ NL: "a", FR: "b" }),
      fc.constant({}),
    ),
    themes: nonsense.map((code) => [code]),
    criteria: fc.constantFrom(["LEGALITY", "LEGALITY"], ["LEGALITEIT"]),
    url: nonsense,
    links: fc.tuple(nonsense, nonsense).map(([rel, id]) => [{ rel, id }]),
    provenance: unseen.map((document) => ({ document })),
    date: nonsense.map((edtf) => ({ edtf })),
    place: nonsense.map((country) => ({ name: "Gent", country })),
    organisers: nonsense.map((code) => ["SAMPLE", code]),
    topics: unseen.map((text) => [{ NL: "goed" }, { FR: text.replaceAll("\n", "\u0001") }]),
    speakers: unseen.map((name) => [name]),
    capacity: fc.nat({ max: 1_000 }).map((max) => ({ min: max + 1, max })),
    registration: fc.tuple(nonsense, nonsense).map(([opensOn, closesOn]) => ({ state: "OPEN", opensOn, closesOn })),
    livestream: nonsense,
  },
  Publication: {
    date: nonsense.map((edtf) => ({ edtf, basis: "INFERRED" })),
    documents: fc.tuple(nonsense, nonsense).map(([url, mediaType]) => [{ url, language: "NL", mediaType }]),
  },
  Recommendation: {
    dueOn: nonsense,
    priority: fc.nat({ max: 9_000 }).map((of) => ({ rank: of + 1, of })),
    addressees: unseen.map((name) => [name]),
    measures: fc.oneof(
      nasty.map((ref) => [1, 2].map(() => ({ ref: ref || "x", text: { NL: "x" } }))),
      fc
        .double({ max: 0, noNaN: true, noDefaultInfinity: true })
        .map((weight) => [{ ref: "A", text: { NL: "x" }, weight }]),
    ),
    followUps: nonsense.map((measure) => [
      { measure, actor: "Zone", action: { NL: "x" }, date: { edtf: "2024" }, status: "LIMITED" },
    ]),
    assessments: nonsense.map((edtf) => [{ assessor: "Comité P", status: "LIMITED", date: { edtf } }]),
    responses: unseen.map((body) => [{ body, value: "DECLINED" }]),
  },
  LegitimacyIndicator: {
    criterion: nonsense,
    target: nonsense.map((edtf) => ({ value: 1, period: { edtf } })),
    observations: fc
      .integer({ max: -1, min: -1_000 })
      .map((sampleSize) => [{ period: { edtf: "2024" }, value: 1, sampleSize }]),
    baseline: nonsense.map((edtf) => ({ period: { edtf }, value: 0 })),
  },
};
const GOOD: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Event: { title: { NL: "Goed" }, kind: "OTHER" },
  Publication: { title: { NL: "Goed" }, type: "NEWS" },
  Recommendation: { title: { NL: "Goed" } },
  LegitimacyIndicator: { title: { NL: "Goed" } },
};
const EXISTING: Readonly<Record<string, string>> = {
  Event: "sample:event:study-day",
  Publication: "sample:publication:report",
  Recommendation: "sample:recommendation:r1",
  LegitimacyIndicator: "sample:indicator:trust",
};
const APPENDED: readonly string[] = ["followUps", "assessments", "responses", "observations"];

interface Malformed {
  readonly name: string;
  readonly args: Readonly<Record<string, readonly [string, unknown]>>;
}

const kinds = fc.constantFrom(...Object.keys(GOOD));

/** An input with one to three defects. */
const inputs = kinds.chain((kind) => {
  const defects = { ...DEFECTS["Event"], ...DEFECTS[kind] };
  const own = Object.keys(defects).filter(
    (field) => kind === "Event" || COMMON.has(field) || field in (DEFECTS[kind] ?? {}),
  );
  return fc
    .tuple(fc.constant(kind), fc.subarray(own, { minLength: 1, maxLength: 3 }))
    .chain(([of, fields]) =>
      fc
        .record(Object.fromEntries(fields.map((field) => [field, defects[field] ?? fc.constant(null)])))
        .map((wrong) => ({ kind: of, wrong })),
    );
});
const COMMON: ReadonlySet<string> = new Set(["title", "themes", "criteria", "url", "links", "provenance"]);

const malformed: fc.Arbitrary<Malformed> = fc.oneof(
  inputs.map(
    ({ kind, wrong }) =>
      ({ name: `create${kind}`, args: { input: [`${kind}Input!`, { ...GOOD[kind], ...wrong }] } }) as const,
  ),
  inputs
    .filter(({ wrong }) => Object.keys(wrong).some((field) => !APPENDED.includes(field)))
    .map(({ kind, wrong }) => {
      const changes = Object.fromEntries(Object.entries(wrong).filter(([field]) => !APPENDED.includes(field)));
      return {
        name: `update${kind}`,
        args: { id: ["ID!", EXISTING[kind]], version: ["Int!", 1], changes: [`${kind}Changes!`, changes] },
      } as const;
    }),
  fc
    .tuple(
      fc.constantFrom("withdraw", "restore", "publish", "unpublish", "erase"),
      fc.oneof(nonsense, nasty),
      fc.integer(),
    )
    .map(
      ([action, id, version]) =>
        ({ name: `${action}Record`, args: { id: ["ID!", id], version: ["Int!", version | 0] } }) as const,
    ),
  fc
    .tuple(
      fc.constantFrom(...Object.values(EXISTING)),
      fc.integer().filter((version) => version !== 1),
    )
    .map(
      ([id, version]) => ({ name: "eraseRecord", args: { id: ["ID!", id], version: ["Int!", version | 0] } }) as const,
    ),
  fc.tuple(nonsense, fc.option(nasty)).map(
    ([field, text]) =>
      ({
        name: "translateRecord",
        args: {
          id: ["ID!", EXISTING["Event"]],
          version: ["Int!", 1],
          translations: ["[TranslationInput!]!", [{ field, language: "DE", text }]],
        },
      }) as const,
  ),
  fc.tuple(fc.constantFrom("linkRecord", "unlinkRecord"), nonsense, nonsense).map(
    ([name, rel, to]) =>
      ({
        name,
        args: { id: ["ID!", EXISTING["Event"]], version: ["Int!", 1], rel: ["String!", rel], to: ["ID!", to] },
      }) as const,
  ),
  fc.tuple(nonsense, nonsense).map(
    ([slug, key]) =>
      ({
        name: "createEvent",
        args: { slug: ["String", slug], idempotencyKey: ["String", key], input: ["EventInput!", GOOD["Event"]] },
      }) as const,
  ),
  fc
    .tuple(
      kinds,
      fc.jsonValue({ maxDepth: 4 }).filter((value) => value !== null),
    )
    .map(
      ([kind, value]) =>
        ({ name: `create${kind}`, args: { input: [`${kind}Input!`, { ...GOOD[kind], title: value }] } }) as const,
    ),
  fc.tuple(kinds, fc.string({ minLength: 1, maxLength: 20 }), fc.jsonValue({ maxDepth: 3 })).map(
    ([kind, field, value]) =>
      ({
        name: `create${kind}`,
        args: { input: [`${kind}Input!`, { ...GOOD[kind], [`x${field}`]: value }] },
      }) as const,
  ),
);

test(`${RUNS} malformed inputs of the API are each answered with a typed error, and nothing is written`, async () => {
  const before = await traces();
  await fc.assert(
    fc.asyncProperty(malformed, async ({ name, args }) => {
      const declared = Object.entries(args).map(([arg, [type]]) => `$${arg}: ${type}`);
      const passed = Object.keys(args).map((arg) => `${arg}: $${arg}`);
      const query = `mutation (${declared.join(", ")}) { answer: ${name}(${passed.join(", ")}) { status errors { field code message mend } } }`;
      const values = Object.fromEntries(Object.entries(args).map(([arg, [, value]]) => [arg, value]));
      const { status, data, errors } = await running.askDesk(query, values);
      expect(status).toBeLessThan(500);
      if (errors.length > 0) {
        expect(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]).toContain(errors[0]?.extensions["code"]);
        return;
      }
      const answer = data?.["answer"] as { status: string; errors: { code: string; message: string; mend: string }[] };
      expect(answer.status).toBe("REFUSED");
      expect(answer.errors).not.toEqual([]);
      for (const { message, mend } of answer.errors) {
        expect(message).toMatch(/^Expected [^]+; got [^]*\.$/);
        expect(mend).not.toBe("");
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(await traces()).toEqual(before);
}, 60_000);

test(`${RUNS} values of any shape given to the application layer are each refused, and nothing is written`, async () => {
  const before = await traces();
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withNullPrototype: true,
    withMap: true,
    withSparseArray: true,
    maxDepth: 4,
  });
  const commands = fc.oneof(
    fc.tuple(kinds, anything).map(([kind, input]) => ({ action: "create", kind, input: withTitle(input) })),
    fc
      .tuple(kinds, anything, fc.constantFrom("title", "themes", "links", "visibility"))
      .map(([kind, value, field]) => ({
        action: "create",
        kind,
        input: { ...GOOD[kind], [field]: { [`x${field}`]: value } },
      })),
    fc
      .tuple(fc.constantFrom("appendFollowUp", "appendResponse", "appendAssessment"), anything)
      .map(([action, input]) => ({ action, id: EXISTING["Recommendation"], input })),
    anything.map((input) => ({ action: "appendObservation", id: EXISTING["LegitimacyIndicator"], input })),
  ) as fc.Arbitrary<Command>;
  await fc.assert(
    fc.asyncProperty(commands, async (command) => {
      const { status, problems } = await desk.one(command);
      expect(status).toBe("REFUSED");
      expect(problems).not.toEqual([]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(await traces()).toEqual(before);
}, 60_000);

/** No record's input, whatever else it is. */
function withTitle(input: unknown): unknown {
  return typeof input === "object" && input !== null && !Array.isArray(input) ? { ...input, title: 1 } : input;
}

test("texts of any signs that can be seen come back as they were typed", async () => {
  const signs = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }),
    fc.constantFrom("'; drop table event; --", "\\", "a\\'b", "?", "?? ?", "$1", "%_", '{"a":1}', "👮‍♀️", "__proto__"),
  );
  await fc.assert(
    fc.asyncProperty(signs, async (typed) => {
      const said = typed.normalize("NFC").trim();
      const input = { title: { NL: "Tekens" }, kind: "OTHER", summary: { FR: typed }, speakers: [typed] };
      const { status, after, problems } = await desk.one({ action: "create", kind: "Event", input }, { dryRun: true });
      if (said === "") return expect(problems.map(({ code }) => code)).toEqual(["EMPTY_TEXT", "EMPTY_TEXT"]);
      expect([status, after?.content["summary"], after?.content["speakers"]]).toEqual([
        "CREATED",
        { original: "FR", FR: said },
        [said],
      ]);
    }),
    { seed: SEED, numRuns: 200 },
  );
}, 60_000);

test("queries with arguments of any kind are answered, or refused with a typed error", async () => {
  const query = `query ($id: ID!, $text: String, $after: String, $first: Int!) {
    record(id: $id) { id } audit(recordId: $id, first: $first) { totalCount nodes { at } }
    records(filter: { text: $text }, after: $after, first: $first) { totalCount nodes { id } } }`;
  const variables = fc.record({
    id: nasty,
    text: fc.option(nasty),
    after: fc.option(nasty),
    first: fc.integer({ min: -5, max: 250 }),
  });
  await fc.assert(
    fc.asyncProperty(variables, async (asked) => {
      const { errors, data } = await running.askDesk(query, asked);
      const known = errors.every(({ extensions }) =>
        ["BAD_USER_INPUT", "BAD_CURSOR"].includes(String(extensions["code"])),
      );
      expect(known ? "known" : errors).toBe("known");
      if (errors.length === 0) expect(data?.["record"]).toBeNull();
    }),
    { seed: SEED, numRuns: 200 },
  );
}, 60_000);

test.each(["sample:event:\u0000", "sample:event:study-day\u0000", "sample:event:\uD800", "\u200B", ""])(
  "every mutation says of %j that it is no id",
  async (id) => {
    const version = ["Int!", 1] as const;
    for (const name of ["withdrawRecord", "restoreRecord", "publishRecord", "unpublishRecord", "eraseRecord"]) {
      const { status, errors } = await running.mutate(name, { id: ["ID!", id], version });
      expect([name, status, errors.map(({ code }) => code)]).toEqual([name, "REFUSED", ["BAD_ID"]]);
    }
  },
);

test("the generated inputs reach the mutations of every kind", () => {
  const names = new Set(fc.sample(malformed, { seed: SEED, numRuns: RUNS }).map(({ name }) => name));
  expect([...names].filter((name) => isRecordKind(name.replace(/^(create|update)/, "")))).toHaveLength(8);
});
