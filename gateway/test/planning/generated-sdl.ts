import type { Random } from "../catalogue/support/random.js";

const SCALARS = ["Int", "Float", "String", "Boolean", "ID"];
const OWN = ["MinScalar", "MinColour", "MinThing", "MinNamed", "MinOther", "MinEither"];
const INPUTS = [...SCALARS, "MinScalar", "MinScalar", "MinColour", "MinIn", "MinInner", "Language"];
/** Texts that break what is careless with them. */
const TEXTS = [
  "",
  " ",
  "a\nb",
  '"""',
  '\\"""',
  'ends with "',
  "ends with \\",
  "\u0000",
  "\u001b[31m",
  "\u202e",
  "é漢😀",
  "# not a comment",
  "@deprecated",
  "}{",
  "\t\r\n  x",
  "__proto__",
  "${x}",
];
const NAMES = [
  "a",
  "id",
  "title",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "type",
  "query",
  "on",
  "null1",
  "_x",
  "__x",
  "nodes",
  "first",
];
const NUMBERS = ["0", "-0", "1", "2147483648", "12345678901234567890", "1e400", "1.5", "-1.5e-7", "9007199254740993"];

/** What stands in `smallPartner` beside what every partner has: definitions that are right, nearly right and wrong, in all sorts of mixtures. */
export function generatedPartner(random: Random): { fields: string; rootFields: string; types: string } {
  return new Generator(random).partner();
}

class Generator {
  readonly #random: Random;
  /** How often something is odd, or wrong. */
  readonly #wildness: number;

  constructor(random: Random) {
    this.#random = random;
    this.#wildness = random.pick([0.005, 0.02, 0.1]);
  }

  partner(): { fields: string; rootFields: string; types: string } {
    return {
      fields: this.#fields(2),
      rootFields: this.#times(
        2,
        (index) =>
          `${this.#description()} min${this.#random.chance(this.#wildness) ? "" : "X"}${this.#unique(index)}${this.#arguments()}: ${this.#output()}`,
      ),
      types: [
        'type Theme @key(fields: "code", resolvable: false) { code: ID! }',
        `${this.#description()} scalar MinScalar ${this.#rarely(() => `@specifiedBy(url: ${this.#value(1)})`)}`,
        `${this.#description()} enum MinColour { ${this.#values()} }`,
        `input MinIn { ${this.#inputs(3)} }`,
        `input MinInner { ${this.#inputs(2)} }`,
        `interface MinNamed { name: String }`,
        `type MinThing ${this.#rarely(() => "implements MinNamed")} ${this.#key()} { name: String ${this.#fields(2)} }`,
        `type MinOther implements MinNamed { name: String ${this.#fields(1)} }`,
        `union MinEither = MinThing | MinOther ${this.#rarely(() => "| MinEvent")}`,
        this.#rarely(() => `extend type MinThing ${this.#key()} { more: ${this.#output()} }`),
        this.#rarely(() => `extend input MinIn { ${this.#inputs(1)} }`),
        this.#rarely(() => `extend enum MinColour { ${this.#upper(this.#name())} }`),
        this.#rarely(() => `directive @${this.#name()}(${this.#inputs(1)}) on FIELD_DEFINITION`),
      ].join("\n"),
    };
  }

  #fields(most: number): string {
    return Array.from(
      { length: this.#integer(0, most) },
      (_, index) =>
        `${this.#description()} ${this.#unique(index)}${this.#arguments()}: ${this.#output()} ${this.#deprecated()}`,
    ).join("\n");
  }

  #arguments(): string {
    return this.#random.chance(0.4) ? `(${this.#inputs(2)})` : "";
  }

  #inputs(most: number): string {
    return Array.from({ length: this.#integer(1, most) }, (_, index) => {
      const named = this.#random.pick(INPUTS);
      const type = this.#wrapped(named);
      const value = this.#random.chance(0.5) ? ` = ${this.#default(named, type)}` : "";
      return `${this.#description()} ${this.#unique(index)}: ${type}${value} ${this.#deprecated()}`;
    }).join(" ");
  }

  /** Mostly of its type: a single value stands for a list of it. */
  #default(named: string, type: string): string {
    if (this.#random.chance(this.#wildness)) return this.#value(3);
    if (!type.endsWith("!") && this.#random.chance(0.1)) return "null";
    switch (named) {
      case "Int":
        return this.#random.pick(["0", "-0", "2147483647"]);
      case "Float":
        return this.#random.pick(["0", "1.5", "-1.5e-7", "1e300"]);
      case "Boolean":
        return "true";
      case "Language":
        return "NL";
      case "MinColour":
        return "RED";
      case "MinScalar":
        return this.#value(3);
      case "MinIn":
        return this.#random.chance(this.#wildness) ? "{}" : "null";
      case "MinInner":
        return this.#random.chance(0.2) ? "{}" : "null";
      default:
        return this.#text();
    }
  }

  #output(): string {
    const wild = this.#random.chance(this.#wildness) ? ["MinIn", "MinNone"] : [];
    return this.#wrapped(this.#random.pick([...SCALARS, ...OWN, "MinEvent", "Theme", "Language", ...wild]));
  }

  #wrapped(name: string): string {
    const levels = this.#random.chance(this.#wildness) ? this.#integer(4, 40) : this.#integer(0, 2);
    let type = name;
    for (let level = 0; level < levels; level += 1) type = `[${type}${this.#random.chance(0.3) ? "!" : ""}]`;
    return `${type}${this.#random.chance(0.3) ? "!" : ""}`;
  }

  #value(levels: number): string {
    const deeper =
      levels > 0 ? ["list", "object", "object", ...(this.#random.chance(this.#wildness) ? ["deep"] : [])] : [];
    switch (this.#random.pick(["number", "text", "name", "null", "boolean", ...deeper])) {
      case "number":
        return this.#random.pick(NUMBERS);
      case "text":
        return this.#text();
      case "name":
        return this.#random.pick(["RED", "GREEN", "NL", "NONE"]);
      case "boolean":
        return this.#random.pick(["true", "false"]);
      case "list":
        return `[${this.#times(2, () => this.#value(levels - 1))}]`;
      case "object":
        return `{${this.#times(2, (index) => `${this.#unique(index)}: ${this.#value(levels - 1)}`)}}`;
      case "deep":
        return this.#deep();
      default:
        return "null";
    }
  }

  #deep(): string {
    const levels = this.#random.pick([5, 20, 50, 500, 5_000]);
    return `${"[".repeat(levels)}1${"]".repeat(levels)}`;
  }

  #description(): string {
    return this.#random.chance(0.2) ? this.#text() : "";
  }

  #deprecated(): string {
    return this.#rarely(() => `@deprecated${this.#random.pick(["", `(reason: ${this.#value(1)})`, "(because: 1)"])}`);
  }

  #key(): string {
    return this.#rarely(
      () => `@key(fields: ${this.#random.pick(['"name"', '"id"', '"name { x }"', '""', "5", '["name"]'])})`,
    );
  }

  #text(): string {
    const text = this.#random.chance(this.#wildness) ? "\ud83d" : this.#random.pick(TEXTS);
    return this.#random.chance(0.3) && /^[^\p{C}"\\]*$/u.test(text) ? `"""${text}"""` : JSON.stringify(text);
  }

  #values(): string {
    return this.#random.chance(this.#wildness)
      ? this.#random.pick(["true", "RED RED", "_"])
      : this.#random.pick(["RED GREEN", "RED", 'RED @deprecated(reason: "x") GREEN']);
  }

  #name(): string {
    return this.#random.pick(NAMES);
  }

  /** Mostly another for each index. */
  #unique(index: number): string {
    return this.#random.chance(this.#wildness)
      ? this.#name()
      : `${this.#random.pick(["a", "ids", "toString", "on", "_x"])}${index}`;
  }

  #upper(name: string): string {
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  }

  #times(most: number, make: (index: number) => string): string {
    return Array.from({ length: this.#integer(0, most) }, (_, index) => make(index)).join(" ");
  }

  #rarely(make: () => string): string {
    return this.#random.chance(this.#wildness) ? make() : "";
  }

  #integer(from: number, to: number): number {
    return from + this.#random.below(to - from + 1);
  }
}
