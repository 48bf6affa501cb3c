import { parse, visit } from "graphql";
import { expect, test } from "vitest";
import { apiSdl } from "../../src/composition/api-sdl.js";
import { composeHub } from "../../src/composition/compose.js";
import { CompositionError } from "../../src/composition/projection/composition-error.js";
import { generateCatalogueSdl } from "../../src/composition/catalogue-sdl.js";
import { rebuildPartner } from "../../src/composition/projection/projection.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import type { PartnerDefinition } from "../../src/base/partner-definition.js";
import { smallPartner } from "../support/small-partner.js";

const WITH_EVERYTHING = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@composeDirective", "@tag",
  { name: "@override", as: "@deprecatedBy" }, { name: "@inaccessible", as: "@note" }
])`;

/** What a partner may try, and what would be in the graph if it got through. */
const ATTEMPTS = {
  "taking over another's field by @override": [{ fields: 'title2: String @deprecatedBy(from: "cps")' }, "override"],
  "taking over the catalogue's titles": [
    { fields: 'summary(lang: Language): String @deprecatedBy(from: "catalogue")' },
    "override",
  ],
  "hiding a field by @inaccessible": [{ fields: "speakers: [String!] @note" }, "@inaccessible"],
  "hiding a shared type by @inaccessible": [
    { fields: "place: Place", types: "type Place @shareable @note { name: String! country: String! nisCode: String }" },
    "@inaccessible",
  ],
  tagging: [{ fields: 'shown: String @tag(name: "internal")' }, "@tag"],
  "needing fields of others by @requires": [
    { fields: 'themes: [String!] @external more: String @requires(fields: "themes")' },
    "requires:",
  ],
  "a field on Theme": [
    { fields: "lead: Theme", types: 'type Theme @key(fields: "code") { code: ID! slogan: String }' },
    "slogan",
  ],
  "a field on Partner by an extension": [
    {
      fields: "lead: Partner",
      types: 'type Partner @key(fields: "code", resolvable: false) { code: ID! } extend type Partner { motto: String }',
    },
    "motto",
  ],
  "a field on another partner's record": [
    { types: 'type CpsEvent @key(fields: "id") { id: ID! hijacked: String }' },
    "hijacked",
  ],
  "a value in a shared enumeration": [{ fields: "in: [Language!]", types: "extend enum Language { TLH }" }, "TLH"],
  "a field on a value type": [
    {
      fields: "spot: Place",
      types: "type Place @shareable { name: String! country: String! nisCode: String geo: String }",
    },
    "geo",
  ],
  "a root field outside its prefix": [{ rootFields: "minister: String" }, "minister"],
  "a root field of the hub's": [{ rootFields: "themes: [String!]" }, undefined],
  "a mutation": [{ types: "type Mutation { minDeleteAll: Boolean }" }, "Mutation"],
  "a subscription": [{ types: "type Subscription { minEvents: String }" }, "Subscription"],
  "standing in for an interface by @interfaceObject": [
    { types: 'type Record @key(fields: "id") @interfaceObject { id: ID! spy: String }' },
    "spy",
  ],
  "implementing the hub's interface with a type of its own": [
    {
      rootFields: "minSpies: [MinSpy!]",
      types: "interface Record { id: ID! } type MinSpy implements Record { id: ID! }",
    },
    "MinSpy implements Record",
  ],
  "a directive of its own": [
    { fields: "a: String @secret", types: "directive @secret on FIELD_DEFINITION" },
    "@secret",
  ],
  "a type outside its prefix": [{ rootFields: "minSecrets: [Secret!]", types: "type Secret { a: String }" }, "Secret"],
} as const satisfies Record<string, readonly [Parameters<typeof smallPartner>[0], string | undefined]>;

const attempts = Object.entries(ATTEMPTS).map(([name, [partner, trace]]) => ({
  name,
  partner: smallPartner({ link: WITH_EVERYTHING, ...partner }),
  trace,
}));
const honest = createStubDefinition("CPS");

test.for(attempts)("$name is refused by name of the partner", ({ partner }) => {
  const error = errorOf(() => composeHub([honest, partner], { version: 1 }));
  expect(error.findings.map((finding) => finding.partner)).toContain("MIN");
});

test.for(attempts)("$name leaves no trace if the rules let it through", ({ partner, trace }) => {
  const rebuilt = rebuildUnlessRefused(partner);
  if (trace !== undefined) expect(rebuilt).not.toContain(trace);
  expect(directivesIn(rebuilt).filter((name) => !["key", "link", "listSize", "shareable"].includes(name))).toEqual([]);
});

test("the same imports without an attempt are fine", () => {
  expect(composeHub([smallPartner({ link: WITH_EVERYTHING })], { version: 1 }).hints).toEqual([]);
});

test("a root field of the hub's name does not become the partner's", () => {
  const { projectedSdl } = rebuildPartner(smallPartner({ rootFields: "themes: [String!]" }));
  expect(projectedSdl).not.toContain("type Query");
});

test("a renamed Query is refused", () => {
  const { sdl } = smallPartner({ rootFields: "minThings: [String!]" });
  const partner = createStubDefinition("MIN", {
    sdl: `${sdl.replace("type Query", "type MinRoot")} extend schema { query: MinRoot }`,
  });
  expect(errorOf(() => composeHub([partner], { version: 1 })).findings.map(({ code }) => code)).toContain(
    "QUERY_RENAMED",
  );
});

test("more types than one partner may bring are refused", () => {
  const types = Array.from({ length: 300 }, (_, index) => `type MinT${index} { a: String }`).join("\n");
  expect(errorOf(() => composeHub([smallPartner({ types })], { version: 1 })).findings.map(({ code }) => code)).toEqual(
    ["TOO_MANY_TYPES"],
  );
});

test("text in descriptions, defaults and reasons stays text", () => {
  const text = String.raw`""" } type Theme @key(fields: \"code\") { code: ID! slogan: String } """`;
  const quoted = JSON.stringify(text);
  const partner = smallPartner({
    fields: `${quoted} noted(by: String = ${quoted}): String @deprecated(reason: ${quoted})`,
  });
  const hub = composeHub([partner], { version: 1 });
  const lines = apiSdl(hub.supergraphSdl).match(/^\s*slogan/gm);
  expect(lines).toBeNull();
  expect(hub.projections[0]?.records[0]?.ownFields).toEqual(["noted"]);
});

test("a honest partner's share does not depend on who else asks to join", () => {
  const alone = composeHub([honest], { version: 1 });
  expect(generateCatalogueSdl(alone.projections)).toBe(alone.catalogueSdl);
  expect(composeHub([honest, smallPartner()], { version: 1 }).projections[0]).toEqual(alone.projections[0]);
});

function rebuildUnlessRefused(partner: PartnerDefinition): string {
  try {
    return rebuildPartner(partner).projectedSdl;
  } catch (error) {
    if (error instanceof CompositionError) return "";
    throw error;
  }
}

function directivesIn(sdl: string): string[] {
  const names: string[] = [];
  if (sdl !== "") visit(parse(sdl), { Directive: ({ name }) => void names.push(name.value) });
  return names;
}

function errorOf(action: () => unknown): CompositionError {
  try {
    action();
  } catch (error) {
    if (error instanceof CompositionError) return error;
    throw error;
  }
  throw new Error("Expected a CompositionError.");
}
