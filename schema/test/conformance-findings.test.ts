import { describe, expect, test } from "vitest";
import { checkConformance, type Finding, FINDING_CODES, type FindingCode } from "../src/index.js";
import { edited, fullSdl, smallSdl } from "./sample-subgraph.js";

const full = fullSdl("CC_GPI");
const small = smallSdl("CC_GPI");
const IMPORT = 'import: ["@key", "@shareable"]';

interface Case {
  readonly what: string;
  readonly finding: FindingCode;
  readonly place: string;
  readonly sdl: string;
}

/** A sample that is right but for one thing. */
const wrong = (finding: FindingCode, place: string, what: string, sdl: string): Case => ({ finding, place, what, sdl });
const change = (before: string, after: string) => edited(full, before, after);
const add = (text: string) => `${full}\n\n${text}\n`;
const importing = (directive: string, before: string, after: string) =>
  edited(change(IMPORT, `import: ["@key", "@shareable", ${directive}]`), before, after);

const EVENT = 'type CcGpiEvent @key(fields: "id")';
const THEME = 'type Theme @key(fields: "code", resolvable: false)';
const OWN = "type CcGpiSpeaker implements CcGpiNamed {\n  name: String!";

const cases: readonly Case[] = [
  wrong("SDL_TOO_LARGE", "SDL", "a long description", `"${"é".repeat(500_000)}" ${full}`),
  wrong("SDL_SYNTAX", "line 1, column 6", "a missing name", "type { id: ID! }"),
  wrong("SDL_SYNTAX", "line 1, column 1", "nothing", ""),
  wrong("SDL_SYNTAX", "SDL", "a very deep list", `type Query { a: ${"[".repeat(90_000)}Int${"]".repeat(90_000)} }`),
  wrong("SDL_EXECUTABLE", "SDL", "a query", add("query Q { _changes { cursor } }")),
  wrong("SDL_EXECUTABLE", "SDL", "a fragment", add("fragment F on Query { __typename }")),
  wrong("SDL_DUPLICATE", "CcGpiSpeaker", "a type twice", add("type CcGpiSpeaker { age: Int }")),
  wrong("SDL_DUPLICATE", "CcGpiSpeaker.name", "a field again in an extension", add("extend type CcGpiSpeaker { name: String! }")),
  wrong("SDL_DUPLICATE", "CcGpiLevel.LOW", "an enum value twice", change("  LOW\n", "  LOW\n  LOW\n")),
  wrong("SDL_DUPLICATE", "CcGpiFilter.level", "an input field twice", change("  level: ", "  level: Int\n  level: ")),
  wrong("SDL_DUPLICATE", "directive @key", "a directive twice", add("directive @key on OBJECT directive @key on OBJECT")),
  wrong("TYPE_UNKNOWN", "CcGpiSpeaker.name", "a type nobody declares", change(OWN, OWN.replace("String", "CcGpiName"))),
  wrong("TYPE_UNKNOWN", "CcGpiSpeaker.talks(of:)", "an argument's type", change(OWN, `${OWN}\n  talks(of: [JSON!]): Int`)),
  wrong("TYPE_UNKNOWN", "CcGpiFilter.level", "an input field's type", change("level: CcGpiLevel", "level: CcGpiHeight")),
  wrong("TYPE_UNKNOWN", "CcGpiGuest", "a member that is not there", change("| CcGpiSpeaker", "| CcGpiVisitor")),
  wrong("TOO_MANY_TYPES", "SDL", "201 types of its own", manyTypes(201)),
  wrong("NOT_FEDERATION_2", "schema", "no link", edited(full, /^extend schema.*$/m.exec(full)?.[0] ?? "", "")),
  wrong("NOT_FEDERATION_2", "schema", "Federation 1", change("federation/v2.3", "federation/v1.0")),
  wrong("LINK_NOT_ALLOWED", "schema", "another specification", add('extend schema @link(url: "https://specs.apollo.dev/tag/v0.3")')),
  wrong("LINK_NOT_ALLOWED", "schema", "link renamed", add('extend schema @link(url: "https://specs.apollo.dev/link/v1.0", as: "lnk")')),
  wrong("LINK_NOT_ALLOWED", "schema", "link imported under another name", add('extend schema @link(url: "https://specs.apollo.dev/link/v1.0", import: [{ name: "@link", as: "@lnk" }])')),
  wrong("LINK_NOT_ALLOWED", "schema", "no url", add("extend schema @link")),
  wrong("LINK_NOT_ALLOWED", "schema", "an import that is a number", change(IMPORT, 'import: ["@key", "@shareable", 3]')),
  wrong("LINK_NOT_ALLOWED", "schema", "a directive imported as a type", change(IMPORT, 'import: ["@key", "@shareable", { name: "@tag", as: "tag" }]')),
  wrong("LINK_NOT_ALLOWED", "schema", "a type that federation does not have", change(IMPORT, 'import: ["@key", "@shareable", "Overview"]')),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiEvent.summary", "@override", importing('"@override"', "summary(lang: Language): String", 'summary(lang: Language): String @override(from: "cps")')),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiEvent.summary", "@override under another name", importing('{ name: "@override", as: "@mine" }', "summary(lang: Language): String", 'summary(lang: Language): String @mine(from: "cps")')),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiEvent.summary", "@override under the name of an allowed one", importing('{ name: "@override", as: "@deprecated" }', "summary(lang: Language): String", 'summary(lang: Language): String @deprecated(from: "cps")').replace('@deprecated(reason: "asked no more")', "")),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiEvent.summary", "@override through the namespace", change("summary(lang: Language): String", 'summary(lang: Language): String @federation__override(from: "cps")')),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiEvent.summary", "@override through a namespace of its own", edited(change(IMPORT, `as: "fed", ${IMPORT}`), "summary(lang: Language): String", 'summary(lang: Language): String @fed__override(from: "cps")')),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiSpeaker", "@interfaceObject", importing('"@interfaceObject"', OWN, OWN.replace(" {", " @interfaceObject {"))),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiLevel.LOW", "@inaccessible on an enum value", importing('"@inaccessible"', "  LOW\n", "  LOW @inaccessible\n")),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiFilter.level", "@tag on an input field", importing('"@tag"', "= LOW", '= LOW @tag(name: "x")')),
  wrong("DIRECTIVE_NOT_ALLOWED", "Query.ccGpiFocusGroups(filter:)", "@tag on an argument", importing('"@tag"', "(filter: CcGpiFilter)", '(filter: CcGpiFilter @tag(name: "x"))')),
  wrong("DIRECTIVE_NOT_ALLOWED", "schema", "@composeDirective on the schema", importing('"@composeDirective"', "extend schema", 'extend schema @composeDirective(name: "@x")')),
  wrong("DIRECTIVE_NOT_ALLOWED", "Date", "@tag on a scalar of the contract", add('extend scalar Date @federation__tag(name: "x")')),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiNamed", "@key on an interface", change("interface CcGpiNamed {", 'interface CcGpiNamed @key(fields: "name") {')),
  wrong("DIRECTIVE_NOT_ALLOWED", "Place", "@key on a value type", change("type Place @shareable", 'type Place @shareable @key(fields: "name")')),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiSpeaker", "@link on a type", change(OWN, OWN.replace(" {", ' @link(url: "https://specs.apollo.dev/federation/v2.3") {'))),
  wrong("DIRECTIVE_NOT_ALLOWED", "CcGpiFilter", "@oneOf", change("input CcGpiFilter {", "input CcGpiFilter @oneOf {")),
  wrong("DIRECTIVE_DEFINED", "directive @secret", "a directive of its own", add("directive @secret on FIELD_DEFINITION")),
  wrong("SHAREABLE_MISPLACED", "CcGpiSpeaker", "on a type of its own", change(OWN, OWN.replace(" {", " @shareable {"))),
  wrong("SHAREABLE_MISPLACED", "CcGpiEvent.id", "on a record's field", change(`${EVENT} {\n  id: ID!`, `${EVENT} {\n  id: ID! @shareable`)),
  wrong("SHAREABLE_MISPLACED", "Query.ccGpiFocusGroups", "on a root field", change("): [CcGpiFocusGroup!]!", "): [CcGpiFocusGroup!]! @shareable")),
  wrong("SHAREABLE_MISSING", "Place", "a value type", change("type Place @shareable", "type Place")),
  wrong("SHAREABLE_MISSING", "Place", "one field of a value type", edited(change("type Place @shareable", "type Place"), "country: String!", "country: String! @shareable")),
  wrong("TYPE_OUTSIDE_PREFIX", "Speaker", "no prefix", add("type Speaker { name: String }")),
  wrong("TYPE_OUTSIDE_PREFIX", "CplSpeaker", "another partner's prefix", add("type CplSpeaker { name: String }")),
  wrong("TYPE_OUTSIDE_PREFIX", "CplEvent", "another partner's record", add('extend type CplEvent @key(fields: "id") { id: ID! mine: String }')),
  wrong("TYPE_OUTSIDE_PREFIX", "CcGpirates", "the prefix and a lower-case letter", add("type CcGpirates { name: String }")),
  wrong("TYPE_OUTSIDE_PREFIX", "CcGpi", "the prefix alone", add("scalar CcGpi")),
  wrong("TYPE_OUTSIDE_PREFIX", "Overview", "the hub's type, extended", add("extend type Overview { mine: Int }")),
  wrong("TYPE_OUTSIDE_PREFIX", "federation__Evil", "an object type in federation's name", add("type federation__Evil { a: Int }")),
  wrong("TYPE_OUTSIDE_PREFIX", "link__Evil", "an enum in link's name", add("enum link__Evil { A }")),
  wrong("CONTRACT_INTERFACE_DECLARED", "Event", "Event", add("interface Event { id: ID! }")),
  wrong("CONTRACT_INTERFACE_DECLARED", "Record", "Record, extended", add("extend interface Record { mine: String }")),
  wrong("CONTRACT_INTERFACE_DECLARED", "Harvested", "Harvested", add("interface Harvested { _links: [RecordLink!]! }")),
  wrong("CONTRACT_INTERFACE_IMPLEMENTED", "CcGpiEvent", "a record", change(EVENT, EVENT.replace(" @", " implements Event @"))),
  wrong("INTERFACE_FOREIGN", "CcGpiSpeaker", "another partner's interface", change("CcGpiSpeaker implements CcGpiNamed", "CcGpiSpeaker implements CcGpiNamed & CplNamed")),
  wrong("UNION_MEMBER_FOREIGN", "CcGpiGuest", "another partner's type", change("| CcGpiSpeaker", "| CplEvent")),
  wrong("UNION_MEMBER_FOREIGN", "CcGpiGuest", "the hub's type", change("| CcGpiSpeaker", "| Theme")),
  wrong("QUERY_RENAMED", "schema", "in schema { }", edited(add("schema { query: CcGpiQuery }"), "type Query", "type CcGpiQuery")),
  wrong("ROOT_TYPE_NOT_ALLOWED", "Mutation", "by its name", add("type Mutation { ccGpiAdd: Int }")),
  wrong("ROOT_TYPE_NOT_ALLOWED", "Subscription", "by its name, extended", add("extend type Subscription { ccGpiAdded: Int }")),
  wrong("ROOT_TYPE_NOT_ALLOWED", "CcGpiWrites", "under another name", add("extend schema { mutation: CcGpiWrites } type CcGpiWrites { ccGpiAdd: Int }")),
  wrong("ROOT_FIELD_OUTSIDE_PREFIX", "Query.events", "the hub's name", change("  ccGpiFocusGroups(", "  events(")),
  wrong("ROOT_FIELD_OUTSIDE_PREFIX", "Query.CcGpiFocusGroups", "a capital", change("  ccGpiFocusGroups(", "  CcGpiFocusGroups(")),
  wrong("ROOT_FIELD_OUTSIDE_PREFIX", "Query.ccGpi", "the prefix alone", change("  ccGpiFocusGroups(", "  ccGpi(")),
  wrong("ROOT_FIELD_OUTSIDE_PREFIX", "Query.themes", "in an extension", add("extend type Query { themes: [Theme!]! }")),
  wrong("RECORD_NOT_OBJECT", "CcGpiEvent", "an interface", change(EVENT, "interface CcGpiEvent")),
  wrong("RECORD_TYPE_MISSING", "SDL", "none at all", edited(small, "CcGpiPublication", "CcGpiPaper")),
  wrong("RECORD_KEY_WRONG", "CcGpiEvent", "no key", change(EVENT, "type CcGpiEvent")),
  wrong("RECORD_KEY_WRONG", "CcGpiEvent", "another key", change(EVENT, EVENT.replace('"id"', '"url"'))),
  wrong("RECORD_KEY_WRONG", "CcGpiEvent", "a second key", change(EVENT, `${EVENT} @key(fields: "url")`)),
  wrong("RECORD_KEY_WRONG", "CcGpiEvent", "a key that it does not resolve", change(EVENT, EVENT.replace('"id"', '"id", resolvable: false'))),
  wrong("RECORD_KEY_WRONG", "CcGpiEvent", "a directive that only looks like @key", change('"@key"', '{ name: "@tag", as: "@key" }')),
  wrong("REQUIRED_FIELD_MISSING", "CcGpiPublication.title", "no title", edited(small, "  title(lang: Language): String!\n", "")),
  wrong("REQUIRED_FIELD_MISSING", "CcGpiPublication.id", "no id", edited(small, '@key(fields: "id") {\n  id: ID!\n', '@key(fields: "id") {\n')),
  wrong("STANDARD_FIELD_TYPE", "CcGpiPublication.id", "an id that may be null", edited(small, '"id") {\n  id: ID!', '"id") {\n  id: ID')),
  wrong("STANDARD_FIELD_TYPE", "CcGpiEvent.summary", "stricter than the contract", change(`summary(lang: Language): String\n`, `summary(lang: Language): String!\n`)),
  wrong("STANDARD_FIELD_TYPE", "CcGpiEvent.themes", "a list of texts", change("themes: [Theme!]!", "themes: [String!]!")),
  wrong("STANDARD_FIELD_TYPE", "CcGpiEvent.speakers", "a list with nulls in it", change("speakers: [String!]", "speakers: [String]")),
  wrong("STANDARD_FIELD_ARGUMENTS", "CcGpiPublication.title", "an argument missing", edited(small, "title(lang: Language)", "title")),
  wrong("STANDARD_FIELD_ARGUMENTS", "CcGpiPublication.title", "an argument that must be given", edited(small, "lang: Language", "lang: Language!")),
  wrong("STANDARD_FIELD_ARGUMENTS", "CcGpiPublication.title", "a default", edited(small, "lang: Language", "lang: Language = NL")),
  wrong("STANDARD_FIELD_ARGUMENTS", "CcGpiPublication.title", "an argument more", edited(small, "lang: Language", "lang: Language, short: Boolean")),
  wrong("STANDARD_FIELD_ARGUMENTS", "CcGpiLegitimacyIndicator.observations", "an argument of several missing", change(", first: Int, after: String", ", first: Int")),
  wrong("LINK_FIELD_SERVED", "CcGpiEvent.series", "an event's series", change("focusGroups: [", "series: CcGpiEvent\n  focusGroups: [")),
  wrong("LINK_FIELD_SERVED", "CcGpiPublication.recommendations", "a publication's recommendations", edited(small, "  id: ID!\n  title", "  id: ID!\n  recommendations: [String!]!\n  title")),
  wrong("REFERENCE_FIELD", "Theme.title", "a field of the hub's", change(`${THEME} {`, `${THEME} {\n  title: String`)),
  wrong("REFERENCE_FIELD", "Partner.ccGpiBudget", "a field of its own, in an extension", add("extend type Partner { ccGpiBudget: Int }")),
  wrong("REFERENCE_FIELD", "Theme.code", "a key of another type", change(`${THEME} {\n  code: ID!`, `${THEME} {\n  code: String!`)),
  wrong("REFERENCE_FIELD", "Theme", "no field", change(`${THEME} {\n  code: ID!\n}`, THEME)),
  wrong("REFERENCE_KEY_WRONG", "Theme", "a key that it resolves", change(THEME, 'type Theme @key(fields: "code")')),
  wrong("REFERENCE_KEY_WRONG", "Theme", "resolvable said to be true", change(THEME, THEME.replace("false", "true"))),
  wrong("REFERENCE_KEY_WRONG", "Theme", "no key", change(THEME, "type Theme")),
  wrong("CONTRACT_TYPE_KIND", "Place", "a scalar", edited(full, /type Place [^}]*\}/.exec(full)?.[0] ?? "", "scalar Place")),
  wrong("CONTRACT_TYPE_KIND", "Date", "an enum", change("scalar Date\n", "enum Date { TODAY }\n")),
  wrong("CONTRACT_TYPE_KIND", "Place", "a value type with an interface", change("type Place @", "type Place implements CcGpiNamed @")),
  wrong("CONTRACT_TYPE_FIELDS", "Place.nisCode", "a field missing", change("  nisCode: String\n", "")),
  wrong("CONTRACT_TYPE_FIELDS", "Place.postCode", "a field added", change("  nisCode: String\n", "  nisCode: String\n  postCode: String\n")),
  wrong("CONTRACT_TYPE_FIELDS", "Place.constructor", "a field added with a name that every object knows", change("  nisCode: String\n", "  nisCode: String\n  constructor: String\n")),
  wrong("CONTRACT_TYPE_FIELDS", "Place.nisCode", "another nullability", change("nisCode: String", "nisCode: String!")),
  wrong("CONTRACT_TYPE_FIELDS", "FuzzyDate.text", "an argument missing", change("text(lang: Language): String!\n  edtf", "text: String!\n  edtf")),
  wrong("CONTRACT_TYPE_FIELDS", "RecordChange.withdrawn", "a field of the change feed missing", change("  withdrawn: Boolean!\n", "")),
  wrong("CONTRACT_ENUM_VALUES", "Language.DE", "a language missing", change("  DE\n", "")),
  wrong("CONTRACT_ENUM_VALUES", "Language.IT", "a language added, in an extension", add("extend enum Language { IT }")),
  wrong("CHANGES_MISSING", "Query._changes", "no change feed", change(/ {2}_changes.*\n/.exec(full)?.[0] ?? "", "")),
  wrong("LINKS_MISSING", "CcGpiPublication._links", "a small partner", small),
  wrong("TEXTS_MISSING", "CcGpiPublication._texts", "a small partner", small),
  wrong("HARVEST_FIELD_DIFFERS", "Query._changes", "no page size", change("first: Int! = 100, ", "")),
  wrong("HARVEST_FIELD_DIFFERS", "CcGpiEvent._links", "links that may be null", change("_links: [RecordLink!]!", "_links: [RecordLink!]")),
  wrong("HARVEST_FIELD_DIFFERS", "CcGpiEvent._texts", "texts with an argument", change("_texts: [", "_texts(lang: Language): [")),
];

describe("checkConformance finds", () => {
  test.each(cases)("$finding at $place: $what", ({ finding, place, sdl }) => {
    const found = check(sdl).find((each) => each.code === finding && each.place === place);
    expect(found).toBeDefined();
    expect(found?.severity).toBe(FINDING_CODES[finding].severity);
    expect(found?.message).toMatch(/^Expected .+; found:? .+/s);
    expect(found?.mend).toMatch(/\S/);
  });

  test.each(["cps", "", "CC GPI", "CC__GPI", "__proto__"])("PARTNER_CODE_INVALID, and looks no further, for %j", (code) => {
    expect(checkConformance({ code, sdl: "" }).map((each) => each.code)).toEqual(["PARTNER_CODE_INVALID"]);
  });

  test.each([
    ["CC", { knownCodes: ["CPS", "CC_GPI"] }],
    ["CC_GPI_EAST", { knownCodes: ["CC_GPI"] }],
    ["CP", { knownCodes: ["CPS"] }],
    ["EVENT", {}],
    ["PLACE", {}],
    ["REC", {}],
    ["QUERY", {}],
    ["GAP", { reservedNames: ["GapKind"] }],
  ])("PARTNER_CODE_CONFLICT for %s beside %j", (code, others) => {
    const found = checkConformance({ code, sdl: smallSdl(code), ...others }).filter(({ severity }) => severity === "ERROR");
    expect(found.map((each) => each.code)).toEqual(["PARTNER_CODE_CONFLICT"]);
    expect(found[0]?.place).toBe("partner code");
  });

  test("every code of the table in one of these cases", () => {
    const shown = new Set<string>([...cases.map(({ finding }) => finding), "PARTNER_CODE_INVALID", "PARTNER_CODE_CONFLICT"]);
    expect(Object.keys(FINDING_CODES).filter((code) => !shown.has(code))).toEqual([]);
  });

  test("what federation calls a directive that was imported under another name", () => {
    const sdl = importing('{ name: "@override", as: "@mine" }', "livestream: URL", 'livestream: URL @mine(from: "cps")');
    expect(check(sdl)).toEqual([
      {
        code: "DIRECTIVE_NOT_ALLOWED",
        severity: "ERROR",
        place: "CcGpiEvent.livestream",
        message: expect.stringContaining("found @mine (federation's @override)") as string,
        mend: "Leave the directive out.",
      },
    ]);
  });

  test("that @key is used without being imported", () => {
    const found = check(change(IMPORT, 'import: ["@shareable"]')).find(({ code }) => code === "DIRECTIVE_NOT_ALLOWED");
    expect(found?.mend).toBe('Add "@key" to the imports of the federation link.');
  });

  test("one thing where one thing is wrong", () => {
    const codes = (sdl: string) => check(sdl).map(({ code, place }) => `${code} ${place}`);
    expect(codes(change("summary(lang: Language): String", "summary: String"))).toEqual(["STANDARD_FIELD_ARGUMENTS CcGpiEvent.summary"]);
    expect(codes(change("type Place @shareable", "type Place"))).toEqual(["SHAREABLE_MISSING Place"]);
    expect(codes(add("type Speaker { name: String }"))).toEqual(["TYPE_OUTSIDE_PREFIX Speaker"]);
    expect(codes(manyTypes(201))).toEqual(["TOO_MANY_TYPES SDL"]);
  });
});

function check(sdl: string): Finding[] {
  return checkConformance({ code: "CC_GPI", sdl });
}

/** The full sample with so many types of the partner's own in all. */
function manyTypes(count: number): string {
  const own = [...full.matchAll(/^(?:type|interface|union|enum|input) CcGpi/gm)].length;
  const more = Array.from({ length: count - own }, (_, index) => `scalar CcGpiX${index}`);
  return add(more.join("\n"));
}
