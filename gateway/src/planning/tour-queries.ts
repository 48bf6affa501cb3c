import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { fieldPrefix, hasPrefix } from "@segpol/schema";
import type { Projection } from "../composition/projection/types.js";

/** Levels of objects below a field. */
const MAX_LEVELS = 3;
/** Fields of one query; of more of them the planner learns nothing else. */
const MAX_FIELDS = 500;

type OfPartner = Pick<Projection, "code" | "records">;

/** Queries for what partners have of their own, by name: their root fields, and their fields of records, with what is below them. */
export function tourQueries(schema: GraphQLSchema, partners: readonly OfPartner[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    partners.flatMap((partner) => {
      const query = new Tour(schema).query(partner);
      return query === undefined ? [] : [[`what ${partner.code} has of its own`, query]];
    }),
  );
}

class Tour {
  readonly #schema: GraphQLSchema;
  /** Values of required arguments. */
  readonly #variables: string[] = [];
  #fields = 0;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  query({ code, records }: OfPartner): string | undefined {
    const ofQuery = Object.values(this.#schema.getQueryType()?.getFields() ?? {});
    const prefix = fieldPrefix(code);
    const roots = ofQuery
      .filter(({ name }) => hasPrefix(name, prefix))
      .flatMap((field) => this.#field(field, MAX_LEVELS));
    const ofRecords = records.flatMap(({ typeName, ownFields }) => {
      const type = this.#schema.getType(typeName);
      const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
      const own = fields
        .filter(({ name }) => ownFields.includes(name))
        .flatMap((field) => this.#field(field, MAX_LEVELS));
      return own.length > 0 ? [`... on ${typeName} { ${own.join(" ")} }`] : [];
    });
    const nodes = ofRecords.length > 0 ? [`records { nodes { id ${ofRecords.join(" ")} } }`] : [];
    if (roots.length + nodes.length === 0) return undefined;
    const variables = this.#variables.length > 0 ? `(${this.#variables.join(", ")})` : "";
    return `query Tour${variables} { ${[...roots, ...nodes].join(" ")} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, levels: number): string[] {
    const type = getNamedType(field.type);
    if (this.#fields >= MAX_FIELDS || (isCompositeType(type) && levels === 0)) return [];
    this.#fields += 1;
    const alias = `f${this.#fields}`;
    const args = field.args.filter(isRequiredArgument).map((arg) => {
      const variable = `$v${this.#variables.length}`;
      this.#variables.push(`${variable}: ${String(arg.type)}`);
      return `${arg.name}: ${variable}`;
    });
    const selections = isCompositeType(type) ? ` { __typename ${this.#below(type, levels - 1).join(" ")} }` : "";
    return [`${alias}: ${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""}${selections}`];
  }

  #below(type: GraphQLNamedType, levels: number): string[] {
    const own =
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).flatMap((field) => this.#field(field, levels))
        : [];
    if (!isAbstractType(type)) return own;
    const possible = this.#schema.getPossibleTypes(type).flatMap((each) => {
      const below = this.#below(each, levels);
      return below.length > 0 ? [`... on ${each.name} { ${below.join(" ")} }`] : [];
    });
    return [...own, ...possible];
  }
}
