import { type DefinitionNode, Kind, parse, print, visit } from "graphql";
import { CONTRACT_INTERFACES, CONTRACT_NAMES, REFERENCE_NAMES } from "../../src/conformance/names.js";
import {
  contractFields,
  contractSdl,
  fieldPrefix,
  RECORD_KINDS,
  type RecordKind,
  typePrefix,
} from "../../src/index.js";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const CHANGES = "_changes(after: String, first: Int! = 100, wait: Int! = 0): RecordChanges!";
const HARVESTED = ["_links: [RecordLink!]!", "_texts: [RecordText!]!"];

/** The contract without descriptions and without its own directives. */
const contract = visit(parse(contractSdl), {
  enter: (node) => ("description" in node ? { ...node, description: undefined } : undefined),
  [Kind.DIRECTIVE]: () => null,
});

/** The SDL of a partner that serves everything the contract allows, and things of its own. */
export function fullSdl(code: string): string {
  const prefix = typePrefix(code);
  return [
    LINK,
    ...[...REFERENCE_NAMES].map((name) => block(`type ${name} @key(fields: "code", resolvable: false)`, ["code: ID!"])),
    ...contract.definitions.flatMap(partnersCopy),
    ...RECORD_KINDS.map((kind) => recordType(prefix, kind)),
    block(`interface ${prefix}Named`, ["name: String!"]),
    block(`type ${prefix}FocusGroup implements ${prefix}Named @key(fields: "id")`, [
      "id: ID!",
      "name: String!",
      'size: Int @deprecated(reason: "asked no more")',
    ]),
    block(`type ${prefix}Speaker implements ${prefix}Named`, ["name: String!"]),
    `union ${prefix}Guest = ${prefix}FocusGroup | ${prefix}Speaker`,
    block(`enum ${prefix}Level`, ["LOW", "HIGH"]),
    block(`input ${prefix}Filter`, [`level: ${prefix}Level = LOW`]),
    block("type Query", [`${fieldPrefix(code)}FocusGroups(filter: ${prefix}Filter): [${prefix}FocusGroup!]!`, CHANGES]),
  ].join("\n\n");
}

/** The SDL of a partner that gives ids and titles, the change feed with what it has to have, and nothing else. */
export function smallSdl(code: string): string {
  const needed = ["DateTime", "Language", "RecordChange", "RecordChanges"];
  return [
    LINK,
    ...contract.definitions
      .filter((node) => needed.includes(nameOf(node)))
      .flatMap(partnersCopy)
      .map((text) => text.replace("\n  visibility: Visibility", "")),
    block(`type ${typePrefix(code)}Publication @key(fields: "id")`, ["id: ID!", "title(lang: Language): String!"]),
    block("type Query", [CHANGES]),
  ].join("\n\n");
}

/** The text with one part, which has to be in it, replaced. */
export function edited(sdl: string, before: string, after: string): string {
  if (!sdl.includes(before)) throw new Error(`Expected the sample SDL to contain ${JSON.stringify(before)}.`);
  return sdl.replace(before, () => after);
}

function recordType(prefix: string, kind: RecordKind): string {
  const declaration = contract.definitions.find((node) => nameOf(node) === kind);
  const fields = declaration?.kind === Kind.INTERFACE_TYPE_DEFINITION ? (declaration.fields ?? []) : [];
  if (fields.length !== contractFields(kind).length) throw new Error(`Expected the fields of ${kind} in the contract.`);
  const own = kind === "Event" ? [`focusGroups: [${prefix}FocusGroup!]!`] : [];
  return block(`type ${prefix}${kind} @key(fields: "id")`, [...fields.map(print), ...own, ...HARVESTED]);
}

/** A declaration of the contract as a partner repeats it; none for what a partner does not repeat. */
function partnersCopy(node: DefinitionNode): string[] {
  const name = nameOf(node);
  if (!CONTRACT_NAMES.includes(name) || CONTRACT_INTERFACES.has(name) || REFERENCE_NAMES.has(name)) return [];
  return [print(node).replace(`type ${name} {`, `type ${name} @shareable {`)];
}

function nameOf(node: DefinitionNode): string {
  return "name" in node ? (node.name?.value ?? "") : "";
}

function block(head: string, lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `  ${line}\n`).join("")}}`;
}
