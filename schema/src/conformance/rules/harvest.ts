import type { FieldDefinitionNode, GraphQLField } from "graphql";
import { contractSchema } from "../../contract.js";
import { type Finding, finding } from "../finding.js";
import { contractSignature, declaredSignature } from "../signature.js";
import type { Subgraph } from "../subgraph.js";
import { recordTypes } from "./records.js";

/** The subgraph has a change feed for the hub. */
export function changesRule({ types }: Subgraph): Finding[] {
  const wanted = standardField("Query", "_changes");
  const declared = types.get("Query")?.fields.find(({ name }) => name.value === wanted.name);
  if (declared) return difference("Query", declared, wanted);
  const message = `Expected ${contractSignature(wanted)}; found no such field.`;
  return [
    finding(
      "CHANGES_MISSING",
      `Query.${wanted.name}`,
      message,
      "Add the change feed, with its types from contract.graphql.",
    ),
  ];
}

/** Records have their links. */
export function linksRule(subgraph: Subgraph): Finding[] {
  return harvestField(subgraph, "_links", "LINKS_MISSING", "Add it, with type RecordLink from contract.graphql.");
}

/** Records have their texts in all their languages. */
export function textsRule(subgraph: Subgraph): Finding[] {
  return harvestField(subgraph, "_texts", "TEXTS_MISSING", "Add it, with type RecordText from contract.graphql.");
}

function harvestField(
  subgraph: Subgraph,
  name: string,
  code: "LINKS_MISSING" | "TEXTS_MISSING",
  mend: string,
): Finding[] {
  const wanted = standardField("Harvested", name);
  return recordTypes(subgraph).flatMap(({ type }) => {
    const declared = type.fields.find((field) => field.name.value === name);
    if (declared) return difference(type.name, declared, wanted);
    return [finding(code, `${type.name}.${name}`, `Expected ${contractSignature(wanted)}; found no such field.`, mend)];
  });
}

function difference(
  typeName: string,
  declared: FieldDefinitionNode,
  wanted: GraphQLField<unknown, unknown>,
): Finding[] {
  const expected = contractSignature(wanted);
  const found = declaredSignature(declared);
  if (expected === found) return [];
  const place = `${typeName}.${wanted.name}`;
  return [
    finding("HARVEST_FIELD_DIFFERS", place, `Expected ${expected}; found ${found}.`, `Declare it as ${expected}.`),
  ];
}

function standardField(typeName: string, name: string): GraphQLField<unknown, unknown> {
  const type = contractSchema.getType(typeName);
  const field = type && "getFields" in type ? type.getFields()[name] : undefined;
  if (!field || !("args" in field)) throw new Error(`Expected contract.graphql to declare ${typeName}.${name}.`);
  return field;
}
