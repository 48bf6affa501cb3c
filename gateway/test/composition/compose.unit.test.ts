import { RECORD_KINDS } from "@segpol/schema";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { apiSdl } from "../../src/composition/api-sdl.js";
import { composeHub } from "../../src/composition/compose.js";
import { CompositionError } from "../../src/composition/projection/composition-error.js";
import { exportSupergraph } from "../../src/composition/export-supergraph.js";
import { createPlanner } from "../../src/planning/typical-queries.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import type { PartnerDefinition } from "../../src/base/partner-definition.js";
import { HARVEST_FIELDS, smallPartner } from "../support/small-partner.js";

const CODES = ["CPS", "CPL", "CEP", "CC_GPI", "ADVP", "VCLP", "GENT"];
const version = 3;
const allKinds =
  "{ records { nodes { title ... on Event { topics } ... on Publication { documents { url } } ... on Recommendation { goal } ... on LegitimacyIndicator { unit } } } }";

test("seven partners that serve everything compose without a hint", () => {
  const hub = composeHub(
    CODES.map((code) => createStubDefinition(code)),
    { version },
  );
  expect(hub.hints).toEqual([]);
  expect(hub.projections.map((each) => each.subgraphName)).toEqual([
    "advp",
    "cc-gpi",
    "cep",
    "cpl",
    "cps",
    "gent",
    "vclp",
  ]);
});

test("a partner that gives ids and titles alone composes beside seven others without a hint", () => {
  const hub = composeHub([...CODES.map((code) => createStubDefinition(code)), smallPartner()], { version });
  expect(hub.hints).toEqual([]);
  expect(apiSdl(hub.supergraphSdl)).toContain("type MinEvent implements Record & Event");
});

test("what a small partner lacks is the catalogue's to answer", () => {
  const plan = createPlanner(composeHub([smallPartner()], { version }).supergraphSdl);
  expect(plan("{ events { nodes { title topics capacity { min } provenance { document } } } }").subgraphs).toEqual([
    "catalogue",
  ]);
});

test.for([
  ["no partner", []],
  ["a partner of events alone", [createStubDefinition("CPS", { kinds: ["Event"] })]],
  ["a partner of id and title alone", [smallPartner()]],
] as const)("with %s, queries over all kinds are valid and can be planned", ([, partners]) => {
  const hub = composeHub(partners, { version });
  expect(hub.hints).toEqual([]);
  expect(validate(buildSchema(apiSdl(hub.supergraphSdl)), parse(allKinds))).toEqual([]);
  expect(createPlanner(hub.supergraphSdl)(allKinds).evaluatedPlans).toBe(1);
});

test("a type stands in for a kind of record just as long as no partner keeps it", () => {
  const none = apiSdl(composeHub([], { version }).supergraphSdl);
  const all = apiSdl(composeHub([createStubDefinition("CPS")], { version }).supergraphSdl);
  for (const kind of RECORD_KINDS) {
    expect(none).toContain(`type Placeholder${kind} implements Record & ${kind}`);
    expect(all).not.toContain(`Placeholder${kind}`);
  }
});

test("the order in which partners come changes nothing", () => {
  const partners = CODES.map((code) => createStubDefinition(code));
  const forwards = composeHub(partners, { version });
  const backwards = composeHub(partners.toReversed(), { version });
  expect(backwards.catalogueSdl).toBe(forwards.catalogueSdl);
  expect(backwards.supergraphSdl).toBe(forwards.supergraphSdl);
});

test("the catalogue's address differs with the version, and partners are at theirs", () => {
  const { supergraphSdl } = composeHub([createStubDefinition("CC_GPI")], { version: 17 });
  expect(supergraphSdl).toContain('CATALOGUE @join__graph(name: "catalogue", url: "local:catalogue@17")');
  expect(supergraphSdl).toContain('CC_GPI @join__graph(name: "cc-gpi", url: "http://localhost:4101/cc-gpi/graphql")');
});

test("an exported supergraph has the catalogue's web address and is otherwise the same", () => {
  const hub = composeHub([createStubDefinition("CPS")], { version });
  const catalogueUrl = "https://hub.example/catalogue/graphql";
  const exported = exportSupergraph(hub, { catalogueUrl });
  expect(exported).toContain(`CATALOGUE @join__graph(name: "catalogue", url: "${catalogueUrl}")`);
  expect(exported).not.toContain("local:");
  expect(exported.replace(catalogueUrl, `local:catalogue@${version}`)).toBe(hub.supergraphSdl);
});

test("findings of all partners are told at once, each with its partner", () => {
  const broken = createStubDefinition("BROKEN", { sdl: "type BrokenEvent {" });
  const keyless = smallPartner({ directives: "" });
  const findings = findingsOf([broken, keyless, createStubDefinition("CPS")]);
  expect(new Set(findings.map((finding) => finding.partner))).toEqual(new Set(["BROKEN", "MIN"]));
  for (const { code, place, message, mend } of findings) {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    for (const text of [place, message, mend]) expect(text).not.toBe("");
  }
});

test("the error's message names the partner, the place and the way out", () => {
  const [finding] = findingsOf([smallPartner({ directives: "" })]);
  expect(new CompositionError([finding!]).message).toContain(
    `MIN: ${finding!.code} at ${finding!.place}: ${finding!.message} ${finding!.mend}`,
  );
});

test.for([
  ["CATALOGUE", ["CATALOGUE"]],
  ["EVENT", ["EVENT"]],
  ["LEGITIMACY", ["LEGITIMACY"]],
  ["RECORD", ["RECORD"]],
  ["OVERVIEW", ["OVERVIEW"]],
  ["PLACEHOLDER", ["PLACEHOLDER"]],
] as const)("code %s is refused: its names could be somebody else's", ([refused, codes]) => {
  const findings = findingsOf(codes.map((code) => createStubDefinition(code, { kinds: ["Event"] })));
  expect(findings).toMatchObject([{ code: "PARTNER_CODE_CONFLICT", partner: refused }]);
});

test("a code that another begins with is refused beside it, and a code that stands twice", () => {
  const samples = (codes: string[]) => codes.map((code) => createStubDefinition(code, { kinds: ["Event"] }));
  expect(findingsOf(samples(["CC", "CC_GPI"])).map(({ code }) => code)).toContain("PARTNER_CODE_CONFLICT");
  expect(findingsOf(samples(["CPS", "CPL", "CPS"]))).toMatchObject([{ code: "PARTNER_CODE_TWICE", partner: "CPS" }]);
});

test("what a partner should mend, but need not, is told with its projection", () => {
  const partner = createStubDefinition("MIN", { sdl: smallPartner().sdl.replace(HARVEST_FIELDS, "") });
  const [projection] = composeHub([partner], { version }).projections;
  expect(projection?.warnings.map(({ code }) => code)).toEqual(["LINKS_MISSING", "TEXTS_MISSING"]);
});

function findingsOf(partners: readonly PartnerDefinition[]) {
  try {
    composeHub(partners, { version });
  } catch (error) {
    if (error instanceof CompositionError) return error.findings;
    throw error;
  }
  throw new Error("Expected the partners not to compose.");
}
