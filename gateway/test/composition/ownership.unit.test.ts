import { expect, test } from "vitest";
import { apiSdl } from "../../src/composition/api-sdl.js";
import { composeHub } from "../../src/composition/compose.js";
import { CompositionError } from "../../src/composition/projection/composition-error.js";
import { createStubDefinition } from "../../src/testing/stub-definition.js";
import { smallPartner } from "../support/small-partner.js";

const imports = (...names: string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", ${names.join(", ")}])`;

const STUB = 'type Theme @key(fields: "code", resolvable: false) { code: ID! }';

/** What a partner might try on others, and under which code it is refused. */
const CASES: Readonly<Record<string, readonly [Parameters<typeof smallPartner>[0], string]>> = {
  "@override": [
    { link: imports('"@override"'), fields: 'summary(lang: Language): String @override(from: "catalogue")' },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "@override under the name of another directive": [
    {
      link: imports('{ name: "@override", as: "@shared" }'),
      fields: 'summary(lang: Language): String @shared(from: "cps")',
    },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "@override on its own stub": [
    {
      link: imports('"@override"'),
      fields: "lead: Theme",
      types: 'type Theme @key(fields: "code", resolvable: false) { code: ID! @override(from: "catalogue") }',
    },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "a field on another's record": [
    { types: 'type CpsEvent @key(fields: "id") { id: ID! more: String }' },
    "TYPE_OUTSIDE_PREFIX",
  ],
  "an extension of another's record": [
    { types: 'extend type CpsEvent @key(fields: "id") { id: ID! more: String }' },
    "TYPE_OUTSIDE_PREFIX",
  ],
  "a field on Theme": [
    { fields: "lead: Theme", types: STUB.replace("code: ID! }", "code: ID! motto: String }") },
    "REFERENCE_FIELD",
  ],
  "a Theme that it resolves": [
    { fields: "lead: Theme", types: STUB.replace(", resolvable: false", "") },
    "REFERENCE_KEY_WRONG",
  ],
  "a field on Partner": [
    {
      fields: "owner: Partner",
      types: 'type Partner @key(fields: "code", resolvable: false) { code: ID! motto: String }',
    },
    "REFERENCE_FIELD",
  ],
  "@requires of what others keep": [
    {
      link: imports('"@external"', '"@requires"'),
      fields: 'themes: [String!] @external own: String @requires(fields: "themes")',
    },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "a Mutation": [{ types: "type Mutation { minDelete: Boolean }" }, "ROOT_TYPE_NOT_ALLOWED"],
  "a Mutation by another name": [
    { types: "type MinChange { minDelete: Boolean } extend schema { mutation: MinChange }" },
    "ROOT_TYPE_NOT_ALLOWED",
  ],
  "a Subscription": [{ types: "type Subscription { minTicks: Int }" }, "ROOT_TYPE_NOT_ALLOWED"],
  "@inaccessible": [{ link: imports('"@inaccessible"'), fields: "a: String @inaccessible" }, "DIRECTIVE_NOT_ALLOWED"],
  "@tag": [{ link: imports('"@tag"'), fields: 'a: String @tag(name: "x")' }, "DIRECTIVE_NOT_ALLOWED"],
  "@cost": [{ link: imports('"@cost"'), fields: "a: String @cost(weight: 100)" }, "DIRECTIVE_NOT_ALLOWED"],
  "@listSize": [
    { link: imports('"@listSize"'), fields: "a: [String] @listSize(assumedSize: 1)" },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "@composeDirective": [
    { link: `${imports('"@composeDirective"')} extend schema @composeDirective(name: "@mine")` },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "@authenticated": [
    { link: imports('"@authenticated"'), fields: "a: String @authenticated" },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "@requiresScopes": [
    { link: imports('"@requiresScopes"'), fields: 'a: String @requiresScopes(scopes: [["x"]])' },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "@policy": [{ link: imports('"@policy"'), fields: 'a: String @policy(policies: [["x"]])' }, "DIRECTIVE_NOT_ALLOWED"],
  "@context": [
    { link: imports('"@context"', '"@fromContext"'), directives: '@key(fields: "id") @context(name: "x")' },
    "DIRECTIVE_NOT_ALLOWED",
  ],
  "a value type with a field more": [
    {
      fields: "spot: Place",
      types: "type Place @shareable { name: String! country: String! nisCode: String geo: String }",
    },
    "CONTRACT_TYPE_FIELDS",
  ],
  "a value type with a field less": [
    { fields: "spot: Place", types: "type Place @shareable { name: String! country: String! }" },
    "CONTRACT_TYPE_FIELDS",
  ],
  "a value type made nullable": [
    { fields: "spot: Place", types: "type Place @shareable { name: String country: String! nisCode: String }" },
    "CONTRACT_TYPE_FIELDS",
  ],
  "an enumeration with a value more": [{ types: "extend enum Language { TLH }" }, "CONTRACT_ENUM_VALUES"],
  "an input of the hub's": [
    { rootFields: "minFind(filter: EventFilter): String", types: "input EventFilter { themes: [String!] }" },
    "TYPE_OUTSIDE_PREFIX",
  ],
  "a scalar as another kind of type": [
    { fields: "at: EDTF", types: "type EDTF { value: String }" },
    "CONTRACT_TYPE_KIND",
  ],
  "an interface over the hub's": [
    { rootFields: "minAll: [Record!]", types: "interface Record { id: ID! }" },
    "CONTRACT_INTERFACE_DECLARED",
  ],
  "a union over what is not its own": [
    { rootFields: "minAny: MinAny", types: `union MinAny = MinEvent | Theme ${STUB}` },
    "UNION_MEMBER_FOREIGN",
  ],
  "a type without its prefix": [{ fields: "a: Secret", types: "type Secret { a: String }" }, "TYPE_OUTSIDE_PREFIX"],
  "a thousand types": [
    { types: Array.from({ length: 1_000 }, (_, index) => `type MinT${index} { a: String }`).join(" ") },
    "TOO_MANY_TYPES",
  ],
  "a megabyte of SDL": [{ types: `type MinBig { a: String } # ${"x".repeat(1_000_000)}` }, "SDL_TOO_LARGE"],
};

const honest = createStubDefinition("CPS");

test.for(Object.entries(CASES))("%s is refused", ([, [partner, code]]) => {
  expect(codesOf(() => composeHub([honest, smallPartner(partner)], { version: 1 }))).toContain(code);
});

test("a renamed Query is refused", () => {
  const { sdl } = smallPartner({ rootFields: "minThings: [String!]" });
  const renamed = createStubDefinition("MIN", {
    sdl: `${sdl.replace("type Query", "type MinRoot")} extend schema { query: MinRoot }`,
  });
  expect(codesOf(() => composeHub([honest, renamed], { version: 1 }))).toContain("QUERY_RENAMED");
});

test.for(["CP", "CPSE"])("the code %s is refused beside CPS, whose names it begins or continues", (code) => {
  expect(codesOf(() => composeHub([honest, createStubDefinition(code)], { version: 1 }))).toContain(
    "PARTNER_CODE_CONFLICT",
  );
});

test("what it says of the contract's types and scalars reaches no client", () => {
  const partner = smallPartner({
    fields: "spot: Place seen: MinSight",
    types: `
      "Hacked." type Place @shareable { "Hacked." name: String! country: String! nisCode: String }
      "Hacked." scalar EDTF @specifiedBy(url: "https://hacked.example.org")
      type MinSight { on: EDTF }
    `,
  });
  let sdl = "";
  try {
    sdl = apiSdl(composeHub([honest, partner], { version: 1 }).supergraphSdl);
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
  }
  expect(sdl).not.toMatch(/hacked/i);
});

function codesOf(action: () => unknown): readonly string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof CompositionError) return error.findings.map(({ code }) => code);
    throw error;
  }
}
