import { describe, expect, test } from "vitest";
import { checkConformance, DEFAULT_SDL_LIMITS, vocabulary } from "../../src/index.js";
import { full, manyTypes } from "./case.js";
import { edited, fullSdl, smallSdl } from "./sample-subgraph.js";

const knownCodes = vocabulary.partners.map(({ code }) => code);

/** What @apollo/subgraph and its like print beside the partner's own. */
const MACHINERY = `
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @shareable repeatable on OBJECT | FIELD_DEFINITION
directive @federation__external(reason: String) on OBJECT | FIELD_DEFINITION
directive @federation__override(from: String!) on FIELD_DEFINITION
directive @deprecated(reason: String = "No longer supported") on FIELD_DEFINITION | ENUM_VALUE
directive @specifiedBy(url: String!) on SCALAR
enum link__Purpose { SECURITY EXECUTION }
scalar link__Import
scalar federation__FieldSet
scalar _Any
type _Service { sdl: String }
union _Entity = CcGpiEvent | Theme
extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }
`;

describe("checkConformance finds nothing in", () => {
  test.each(knownCodes)("all that the contract allows, served by %s", (code) => {
    expect(checkConformance({ code, sdl: fullSdl(code), knownCodes })).toEqual([]);
  });

  test("what servers print along", () => {
    expect(check(`${full}\n${MACHINERY}`)).toEqual([]);
  });

  test("a change feed that does not tell the visibility of what is withdrawn", () => {
    expect(check(edited(full, "erased: Boolean!\n  visibility: Visibility\n", "erased: Boolean!\n"))).toEqual([]);
  });

  test("a schema definition instead of an extension", () => {
    const sdl = full.replace(/^extend (schema.*)$/m, "$1 { query: Query }");
    expect(sdl).not.toBe(full);
    expect(check(sdl)).toEqual([]);
  });

  test("@key and @shareable under other names", () => {
    const renamed = edited(
      full,
      '"@key", "@shareable"',
      '{ name: "@key", as: "@id" }, { name: "@shareable", as: "@shared" }, "FieldSet"',
    );
    expect(check(renamed.replaceAll("@key(", "@id(").replaceAll("@shareable {", "@shared {"))).toEqual([]);
    for (const [link, namespace] of [
      ["", "federation"],
      [', as: "fed"', "fed"],
    ] as const) {
      const namespaced = edited(full, ', import: ["@key", "@shareable"]', link)
        .replaceAll("@key(", `@${namespace}__key(`)
        .replaceAll("@shareable {", `@${namespace}__shareable {`);
      expect(check(namespaced)).toEqual([]);
    }
  });

  test("@shareable on every field of a value type instead of the type", () => {
    const place =
      "type Place {\n  name: String! @shareable\n  country: String! @shareable\n  nisCode: String @shareable\n}";
    expect(check(edited(full, /type Place [^}]*\}/.exec(full)?.[0] ?? "", place))).toEqual([]);
  });

  test("another order of fields, arguments and values, descriptions, and a key written with spaces", () => {
    const place = '"Where." type Place @shareable { nisCode: String country: String! "Its name." name: String! }';
    let sdl = edited(full, /type Place [^}]*\}/.exec(full)?.[0] ?? "", place);
    sdl = edited(
      sdl,
      "from: Date, to: Date, first: Int, after: String",
      "after: String, first: Int, to: Date, from: Date",
    );
    sdl = edited(sdl, 'CcGpiEvent @key(fields: "id")', 'CcGpiEvent @key(fields: " id ")');
    expect(check(edited(sdl, "  NL\n  FR\n", "  FR\n  NL\n"))).toEqual([]);
  });

  test("a scalar that says where it is described", () => {
    expect(
      check(
        edited(
          full,
          "scalar DateTime\n",
          'scalar DateTime @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339")\n',
        ),
      ),
    ).toEqual([]);
  });

  test("a partner's code beside codes that only look alike", () => {
    expect(
      checkConformance({
        code: "CPX",
        sdl: fullSdl("CPX"),
        knownCodes: [...knownCodes, "CPX"],
        reservedNames: ["Overview"],
      }),
    ).toEqual([]);
  });

  test("200 types of the partner's own, and an SDL of the greatest size", () => {
    const sdl = manyTypes(200);
    expect(check(`${sdl}\n#${"x".repeat(DEFAULT_SDL_LIMITS.bytes - Buffer.byteLength(sdl) - 2)}`)).toEqual([]);
  });
});

describe("checkConformance gives", () => {
  test("warnings alone to a partner that gives ids and titles", () => {
    const findings = checkConformance({ code: "CPS", sdl: smallSdl("CPS"), knownCodes });
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "WARNING LINKS_MISSING",
      "WARNING TEXTS_MISSING",
    ]);
  });

  test("an answer to an SDL of the greatest size that declares one thing many times", () => {
    const values = Array.from({ length: 120_000 }, (_, index) => `V${index}`).join(" ");
    expect(
      checkConformance({ code: "CC_GPI", sdl: `enum CcGpiX { ${values} V7 }`, limits: { values: 200_000 } }).map(
        ({ code }) => code,
      ),
    ).toContain("SDL_DUPLICATE");
  });
});

function check(sdl: string) {
  return checkConformance({ code: "CC_GPI", sdl });
}
