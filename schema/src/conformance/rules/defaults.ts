import { type ConstValueNode, type InputValueDefinitionNode, Kind, type TypeNode } from "graphql";
import { type Finding, finding } from "../finding.js";
import type { DeclaredType, Subgraph } from "../subgraph.js";

/** A default value, and where it stands. */
interface Default {
  readonly place: string;
  readonly input: InputValueDefinitionNode;
}

/**
 * A default value has an end, and is of a modest size: what it leaves out of an input type is filled in from the defaults of that type's
 * fields, and so on. A circle among them has no end; each doubling doubles what everybody reads by introspection.
 */
export function defaultRule(subgraph: Subgraph): Finding[] {
  const sizes = new DefaultSizes(subgraph);
  return defaultsIn(subgraph).flatMap(({ place, input }) => {
    const size = sizes.of(input);
    if (size === undefined) {
      const message =
        "Expected a default value with an end; found one that leads to itself by the defaults of its fields.";
      return [finding("DEFAULT_CIRCULAR", place, message, "Leave one of these defaults out, or make it null.")];
    }
    if (size <= subgraph.limits.literals) return [];
    const message = `Expected a default value of at most ${subgraph.limits.literals} values; found more, with what the defaults of its fields add.`;
    return [
      finding("LITERAL_TOO_LARGE", place, message, "Leave some of these defaults out: the server applies its own."),
    ];
  });
}

function defaultsIn({ types }: Subgraph): Default[] {
  return [...types.values()].flatMap(({ name, fields, inputFields }) => [
    ...fields.flatMap((field) =>
      (field.arguments ?? []).map((input) => ({
        place: `${name}.${field.name.value}(${input.name.value}:)`,
        input,
      })),
    ),
    ...inputFields.map((input) => ({ place: `${name}.${input.name.value}`, input })),
  ]);
}

/** Sizes of default values with all that they take from others; undefined: there is no end to it. */
class DefaultSizes {
  readonly #types: Subgraph["types"];
  readonly #known = new Map<InputValueDefinitionNode, number | undefined>();

  constructor({ types }: Subgraph) {
    this.#types = types;
  }

  of(input: InputValueDefinitionNode): number | undefined {
    if (!input.defaultValue) return 0;
    if (this.#known.has(input)) return this.#known.get(input);
    // Whoever meets it again before it is known has come back to it.
    this.#known.set(input, undefined);
    const size = this.#ofValue(input.defaultValue, this.#inputType(input.type));
    this.#known.set(input, size);
    return size;
  }

  #ofValue(value: ConstValueNode, type: DeclaredType | undefined): number | undefined {
    if (value.kind === Kind.LIST) return sum(value.values.map((each) => this.#ofValue(each, type)));
    if (value.kind !== Kind.OBJECT) return 1;
    const given = new Map(value.fields.map((field) => [field.name.value, field.value]));
    const fields = type?.inputFields ?? [];
    const others = [...given].filter(([name]) => fields.every((field) => field.name.value !== name));
    return sum([
      ...fields.map((field) => {
        const own = given.get(field.name.value);
        return own ? this.#ofValue(own, this.#inputType(field.type)) : this.of(field);
      }),
      ...others.map(([, each]) => this.#ofValue(each, undefined)),
    ]);
  }

  #inputType(type: TypeNode): DeclaredType | undefined {
    let inner = type;
    while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
    const declared = this.#types.get(inner.name.value);
    return declared?.kind === "input type" ? declared : undefined;
  }
}

/** With one for what holds the parts. */
function sum(parts: readonly (number | undefined)[]): number | undefined {
  return parts.reduce((total, part) => (total === undefined || part === undefined ? undefined : total + part), 1);
}
