import { directiveNode } from "@segpol/server";
import { type DefinitionNode, Kind, print, type SchemaExtensionNode, type StringValueNode } from "graphql";

/** The first version that composes costs (`@cost`, `@listSize`); the hub's subgraphs need nothing that came later. */
const FEDERATION_SPEC = "https://specs.apollo.dev/federation/v2.9";

/** Control characters but tabs and line ends: no description needs them, and PostgreSQL does not store all of them. */
const CONTROLS = /[^\P{Cc}\t\n]+/gu;

export function descriptionNode(text: string): StringValueNode {
  const value = text.toWellFormed().replaceAll(CONTROLS, " ");
  return { kind: Kind.STRING, value, block: value.includes("\n") };
}

/** Makes a document a federation 2 subgraph that uses these directives. */
export function federationLink(imports: readonly string[]): SchemaExtensionNode {
  return {
    kind: Kind.SCHEMA_EXTENSION,
    directives: [directiveNode("link", { url: FEDERATION_SPEC, import: imports })],
  };
}

export function printDefinitions(definitions: readonly DefinitionNode[]): string {
  return `${print({ kind: Kind.DOCUMENT, definitions })}\n`;
}
