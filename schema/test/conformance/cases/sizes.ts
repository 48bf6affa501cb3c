import { add, type Case, change, manyTypes, SPEAKER, wrong } from "../case.js";

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(" ");

export const sizeCases: readonly Case[] = [
  wrong("TOO_MANY_TYPES", "SDL", "201 types of its own", manyTypes(201)),
  wrong(
    "TOO_MANY_DEFINITIONS",
    "SDL",
    "a type in 1,001 pieces",
    add(times(1_001, (n) => `extend type CcGpiSpeaker { f${n}: Int }`)),
  ),
  wrong(
    "TOO_MANY_FIELDS",
    "SDL",
    "20,000 root fields",
    add(`extend type Query { ${times(20_000, (n) => `ccGpiF${n}: Int`)} }`),
  ),
  wrong(
    "TOO_MANY_FIELDS",
    "SDL",
    "1,001 fields of an input type",
    add(`input CcGpiMany { ${times(1_001, (n) => `f${n}: Int`)} }`),
  ),
  wrong(
    "TOO_MANY_ARGUMENTS",
    "SDL",
    "1,001 arguments",
    change(SPEAKER, `${SPEAKER} many(${times(1_001, (n) => `a${n}: Int`)}): Int`),
  ),
  wrong(
    "TOO_MANY_ARGUMENTS",
    "SDL",
    "1,001 arguments of a directive",
    add(`directive @key(${times(1_001, (n) => `a${n}: Int`)}) on OBJECT`),
  ),
  wrong(
    "SDL_TOO_DEEP",
    "CcGpiFocusGroup",
    "a key of 3,000 levels",
    change(
      "type CcGpiFocusGroup implements CcGpiNamed",
      `type CcGpiFocusGroup implements CcGpiNamed @key(fields: "${"a { ".repeat(3_000)}name${" }".repeat(3_000)}")`,
    ),
  ),
  wrong("TOO_MANY_VALUES", "SDL", "60,000 values", add(`enum CcGpiMany { ${times(60_000, (n) => `V${n}`)} }`)),
  wrong(
    "TOO_MANY_MEMBERS",
    "SDL",
    "201 members",
    add(`union CcGpiMany = ${times(1_001, (n) => `${n > 0 ? "| " : ""}CcGpiSpeaker`)}`),
  ),
  wrong(
    "TOO_MANY_MEMBERS",
    "SDL",
    "201 interfaces",
    change(
      "type CcGpiSpeaker implements CcGpiNamed",
      `type CcGpiSpeaker implements ${times(1_001, (n) => `& CcGpiI${n}`)}`,
    ),
  ),
  wrong(
    "TOO_MANY_DIRECTIVES",
    "SDL",
    "a key 1,001 times",
    change(
      "type CcGpiFocusGroup implements CcGpiNamed",
      `type CcGpiFocusGroup implements CcGpiNamed ${times(1_001, () => '@key(fields: "name")')}`,
    ),
  ),
  wrong(
    "LITERAL_TOO_LARGE",
    "SDL",
    "a list of 2,000 numbers as a default",
    change(SPEAKER, `${SPEAKER} sum(of: [Int!] = [${times(2_000, String)}]): Int`),
  ),
  wrong("LITERAL_TOO_LARGE", "SDL", "2,000 imports", change("import: [", `import: [${times(2_000, () => '"@key"')}`)),
  wrong(
    "LITERAL_TOO_LARGE",
    "CcGpiD0.x",
    "defaults that double twenty times",
    add(
      times(21, (n) =>
        n === 20
          ? "input CcGpiD20 { x: Int = 1 }"
          : `input CcGpiD${n} { x: CcGpiD${n + 1} = {} y: CcGpiD${n + 1} = {} }`,
      ),
    ),
  ),
  wrong(
    "DESCRIPTION_TOO_LONG",
    "CcGpiSpeaker.name",
    "a long description",
    change(SPEAKER, SPEAKER.replace("name:", `"${"x".repeat(10_001)}" name:`)),
  ),
  wrong(
    "NAME_TOO_LONG",
    `CcGpiSpeaker.${"n".repeat(101)}`,
    "a long name",
    change(SPEAKER, `${SPEAKER} ${"n".repeat(101)}: Int`),
  ),
  wrong("LIST_TOO_DEEP", "CcGpiSpeaker.cube", "four levels", change(SPEAKER, `${SPEAKER} cube: [[[[Int!]!]!]!]!`)),
  wrong(
    "LIST_TOO_DEEP",
    "CcGpiSpeaker.cube(of:)",
    "an argument of ten levels",
    change(SPEAKER, `${SPEAKER} cube(of: [[[[[[[[[[Int]]]]]]]]]]): Int`),
  ),
  wrong("DEFAULT_CIRCULAR", "CcGpiA.a", "a default of the own type", add("input CcGpiA { a: CcGpiA = {} }")),
  wrong(
    "DEFAULT_CIRCULAR",
    "CcGpiA.b",
    "two that lead to each other",
    add("input CcGpiA { b: CcGpiB = {} } input CcGpiB { a: CcGpiA = {} }"),
  ),
  wrong(
    "DEFAULT_CIRCULAR",
    "CcGpiA.b",
    "one within lists and literals",
    add(
      "input CcGpiA { b: [CcGpiB!] = [{ c: { n: 1 } }] } input CcGpiB { c: CcGpiC } input CcGpiC { n: Int a: CcGpiA = {} }",
    ),
  ),
  wrong(
    "DEFAULT_CIRCULAR",
    "CcGpiSpeaker.of(a:)",
    "an argument's default that leads into a circle",
    add("extend type CcGpiSpeaker { of(a: CcGpiA = {}): Int } input CcGpiA { a: CcGpiA = {} }"),
  ),
];
