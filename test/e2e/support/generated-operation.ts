import * as fc from "fast-check";
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** An operation as a client may send it. */
export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly language: string | undefined;
}

/** What an operation may name that is there. */
export interface Known {
  readonly schema: GraphQLSchema;
  readonly ids: readonly string[];
}

/** Codes by the names of the arguments that take them. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  themes: ["TRUST", "TECHNOLOGY"],
  criteria: ["LEGALITY"],
  partners: ["CPS", "GENT", "VCLP"],
  organisers: ["CPS", "CPL"],
};

/**
 * What differs from one request to the next, or between the hub and an owner by their documentation. A history of progress ends with the
 * instant at which it is read.
 */
const LEFT_OUT: ReadonlySet<string> = new Set(["source", "sources", "asOf", "changes", "joinedAt", "progressHistory"]);
/** Cursors of observations are the hub's own, or their owner's. */
const CURSORS = /^(cursor|startCursor|endCursor)$/;
const MAX_LEVELS = 7;
const MAX_FIELDS = 60;

/** Valid operations: aliases equal to any name, fragments, variables, conditions, languages, filters, and what partners have of their own. */
export function operations(known: Known): fc.Arbitrary<GeneratedOperation> {
  return fc.gen().map((gen) => new Generation(known, gen).operation());
}

class Generation {
  readonly #known: Known;
  readonly #gen: fc.GeneratorValue;
  readonly #names: readonly string[];
  readonly #variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  readonly #fragments: string[] = [];
  #fields = 0;

  constructor(known: Known, gen: fc.GeneratorValue) {
    this.#known = known;
    this.#gen = gen;
    this.#names = namesOf(known.schema);
  }

  operation(): GeneratedOperation {
    const query = this.#known.schema.getQueryType();
    if (!query) throw new Error("Expected a schema with a Query.");
    const selection = this.#selection(query, MAX_LEVELS, false);
    const definitions = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`);
    const head = definitions.length > 0 ? `query Generated(${definitions.join(", ")})` : "query Generated";
    return {
      query: [`${head} ${selection}`, ...this.#fragments].join("\n"),
      variables: Object.fromEntries([...this.#variables].map(([name, { value }]) => [name, value])),
      language: this.#pick([undefined, "fr", "de-BE, nl;q=0.5"]),
    };
  }

  #selection(type: GraphQLNamedType, levels: number, isObservation: boolean): string {
    const taken = new Map<string, string>();
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const usable = fields.filter((field) => isUsable(field, levels, isObservation));
    const parts = [this.#chance(2) ? "__typename" : "type_1: __typename"];
    const count = usable.length === 0 ? 0 : this.#below(5) + 1;
    for (let index = 0; index < count && this.#fields < MAX_FIELDS; index += 1) {
      const part = this.#field(this.#pick(usable), levels, taken);
      if (part !== undefined) parts.push(part);
    }
    if (isAbstractType(type)) {
      for (const each of this.#known.schema.getPossibleTypes(type)) {
        if (this.#chance(4)) parts.push(this.#fragment(each, levels, isObservation));
      }
      if (type.name === "Record" && this.#chance(2)) {
        const kind = this.#known.schema.getType(
          this.#pick(["Event", "Publication", "Recommendation", "LegitimacyIndicator"]),
        );
        if (kind) parts.push(this.#fragment(kind, levels, isObservation));
      }
    }
    return `{ ${parts.join(" ")} }`;
  }

  /** Each under names of its own, so that fields never conflict. */
  #fragment(type: GraphQLNamedType, levels: number, isObservation: boolean): string {
    const selection = this.#selection(type, levels, isObservation);
    if (this.#chance(2)) return `... on ${type.name}${this.#condition()} ${selection}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${selection}`);
    return `...${name}${this.#condition()}`;
  }

  #field(field: GraphQLField<unknown, unknown>, levels: number, taken: Map<string, string>): string | undefined {
    this.#fields += 1;
    const type = getNamedType(field.type);
    // An alias that is a name of the schema stands in the way of who takes response names for fields.
    const unique = `${this.#pick(this.#names)}${this.#chance(6) ? "" : `_${this.#fields}`}`;
    const alias = this.#chance(2) ? field.name : unique;
    if (taken.has(alias)) return undefined;
    taken.set(alias, field.name);
    const args = field.args.flatMap((arg) => this.#argument(arg));
    const isObservation = type.name.startsWith("Observation") || (type.name === "PageInfo" && levels < MAX_LEVELS);
    const below = isCompositeType(type) ? ` ${this.#selection(type, levels - 1, isObservation)}` : "";
    const named = alias === field.name ? field.name : `${alias}: ${field.name}`;
    return `${named}${args.length > 0 ? `(${args.join(", ")})` : ""}${this.#condition()}${below}`;
  }

  #condition(): string {
    if (!this.#chance(8)) return "";
    const directive = this.#pick(["include", "skip"]);
    // The gateway resolves what is left out for good, and tells what is wrong with it.
    if (this.#chance(2)) return ` @${directive}(if: ${directive === "include"})`;
    return ` @${directive}(if: ${this.#variable("Boolean!", this.#pick([true, false]))})`;
  }

  #argument({ name, type, defaultValue }: GraphQLArgument): string[] {
    const isNeeded = isNonNullType(type) && defaultValue === undefined;
    if (name === "first" || name === "last") return name === "first" ? [`first: ${this.#below(4) + 1}`] : [];
    if (name === "after" || name === "before") return [];
    if (!isNeeded && !this.#chance(3)) return [];
    const value = this.#value(type, name);
    if (value === undefined) return [];
    return [`${name}: ${this.#chance(2) ? this.#variable(String(type), value) : literal(value, type)}`];
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#variables.size}`;
    this.#variables.set(name, { type, value });
    return `$${name}`;
  }

  #value(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, name);
    if (isListType(type)) return [this.#value(type.ofType, name)];
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(() => this.#chance(4));
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type, field.name)]));
    }
    switch (type.name) {
      case "ID":
        return this.#pick(CODES[name] ?? [...this.#known.ids, "NOBODY", "CPS", "TRUST"]);
      case "String":
        return this.#pick(["politie", "vorming", "1"]);
      case "Int":
        return this.#below(20) + 1;
      case "Boolean":
        return this.#pick([true, false]);
      case "Date":
        return "2022-03-16";
      case "DateTime":
        return "2022-03-16T09:30:00Z";
      default:
        return undefined;
    }
  }

  #pick<T>(values: readonly T[]): T {
    const picked = values[this.#below(values.length)];
    if (picked === undefined && values.length === 0) throw new Error("Expected something to pick from.");
    return picked as T;
  }

  #below(limit: number): number {
    return this.#gen(fc.nat, { max: limit - 1 });
  }

  /** One in so many. */
  #chance(of: number): boolean {
    return this.#below(of) === 0;
  }
}

function isUsable({ name, type }: GraphQLField<unknown, unknown>, levels: number, isObservation: boolean): boolean {
  if (name.startsWith("_") || LEFT_OUT.has(name) || (isObservation && CURSORS.test(name))) return false;
  return levels > 1 || !isCompositeType(getNamedType(type));
}

function namesOf(schema: GraphQLSchema): readonly string[] {
  const names = Object.values(schema.getTypeMap()).flatMap((type) =>
    (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith("__") ? Object.keys(type.getFields()) : [],
  );
  return [...new Set([...names, "_entities", "_type", "_id", "_t0_id"])];
}

/** A value as it stands in a query. */
function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isListType(type))
    return Array.isArray(value) ? `[${value.map((each) => literal(each, type.ofType)).join(", ")}]` : "[]";
  if (isEnumType(type)) return String(value);
  if (!isInputObjectType(type)) return JSON.stringify(value);
  const fields = Object.entries(value ?? {}).map(([name, inner]: [string, unknown]) => {
    const field = type.getFields()[name];
    return field ? `${name}: ${literal(inner, field.type)}` : "";
  });
  return `{${fields.join(", ")}}`;
}
