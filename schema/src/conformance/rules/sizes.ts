import { type ASTNode, type DocumentNode, Kind, type TypeNode, visit } from "graphql";
import type { FindingCode } from "../codes.js";
import { type Finding, finding } from "../finding.js";
import type { SdlLimits } from "../limits.js";
import { CONTRACT_NAMES, isMachinery } from "../names.js";
import { spotOf } from "../spot.js";
import type { Subgraph } from "../subgraph.js";

type Counted = "definitions" | "fields" | "arguments" | "values" | "members" | "directives" | "literals";

/** What is counted over the whole SDL. */
const COUNTS: Readonly<Record<Counted, { readonly code: FindingCode; readonly what: string; readonly mend: string }>> =
  {
    definitions: {
      code: "TOO_MANY_DEFINITIONS",
      what: "definitions and extensions",
      mend: "Write each type in one piece, and leave out what no client needs.",
    },
    fields: { code: "TOO_MANY_FIELDS", what: "fields", mend: "Leave out the fields that no client needs." },
    arguments: {
      code: "TOO_MANY_ARGUMENTS",
      what: "arguments",
      mend: "Join arguments in input types, or leave them out.",
    },
    values: {
      code: "TOO_MANY_VALUES",
      what: "values of enums",
      mend: "Serve a list that grows as objects with a code, or as texts.",
    },
    members: {
      code: "TOO_MANY_MEMBERS",
      what: "members of unions and implemented interfaces",
      mend: "Join similar types, or leave out interfaces that no client needs.",
    },
    directives: { code: "TOO_MANY_DIRECTIVES", what: "directives", mend: "Apply each directive where it is needed." },
    literals: {
      code: "LITERAL_TOO_LARGE",
      what: "values in defaults and directives",
      mend: "Give shorter default values, or let the server apply them without a word in the SDL.",
    },
  };

/** A long name may stand everywhere. */
const MAX_FINDINGS = 20;

const LITERALS: ReadonlySet<string> = new Set([
  Kind.INT,
  Kind.FLOAT,
  Kind.STRING,
  Kind.BOOLEAN,
  Kind.NULL,
  Kind.ENUM,
  Kind.LIST,
  Kind.OBJECT,
]);

/** An SDL is of a size that composes quickly, for all partners; one that is larger is looked at no further. */
export function sizeRule(subgraph: Subgraph): Finding[] {
  const { document, limits } = subgraph;
  const { counts, findings } = measure(document, limits);
  const types = ownTypes(subgraph);
  return [
    ...(types > limits.types ? [tooManyTypes(types, limits)] : []),
    ...Object.entries(COUNTS).flatMap(([name, { code, what, mend }]) => {
      const [limit, count] = [limits[name as Counted], counts[name as Counted]];
      return count > limit ? [finding(code, "SDL", `Expected at most ${limit} ${what}; found ${count}.`, mend)] : [];
    }),
    ...findings,
  ];
}

function ownTypes(subgraph: Subgraph): number {
  return [...subgraph.types.values()].filter(
    (type) => type.name !== "Query" && !CONTRACT_NAMES.includes(type.name) && !isMachinery(type, subgraph),
  ).length;
}

function tooManyTypes(found: number, { types }: SdlLimits): Finding {
  const message = `Expected at most ${types} types of the partner's own; found ${found}.`;
  return finding("TOO_MANY_TYPES", "SDL", message, "Leave out the types that no client needs, or join similar ones.");
}

function measure(document: DocumentNode, limits: SdlLimits): { counts: Record<Counted, number>; findings: Finding[] } {
  const counts = {
    definitions: document.definitions.length,
    fields: 0,
    arguments: 0,
    values: 0,
    members: 0,
    directives: 0,
    literals: 0,
  };
  const findings: Finding[] = [];
  visit(document, {
    enter(node, key, parent, _path, ancestors) {
      const counted = countedAs(node, key, ancestors);
      if (counted) counts[counted] += 1;
      const found = ownFinding(node, key, limits);
      if (found && findings.length < MAX_FINDINGS)
        findings.push(
          finding(
            found.code,
            spotOf([...ancestors, ...(parent ? [parent] : []), node]).place,
            found.message,
            found.mend,
          ),
        );
    },
  });
  return { counts, findings };
}

function countedAs(
  node: ASTNode,
  key: string | number | undefined,
  ancestors: readonly (ASTNode | readonly ASTNode[])[],
): Counted | undefined {
  switch (node.kind) {
    case Kind.FIELD_DEFINITION:
      return "fields";
    case Kind.INPUT_VALUE_DEFINITION:
      return isInputType(ancestors.findLast((each): each is ASTNode => "kind" in each)) ? "fields" : "arguments";
    case Kind.ENUM_VALUE_DEFINITION:
      return "values";
    case Kind.DIRECTIVE:
      return "directives";
    case Kind.NAMED_TYPE:
      // In a list of types: what a field is of stands alone.
      return typeof key === "number" ? "members" : undefined;
    default:
      return LITERALS.has(node.kind) && key !== "description" ? "literals" : undefined;
  }
}

function isInputType(node: ASTNode | undefined): boolean {
  return node?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || node?.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
}

/** What is too large of one node. */
function ownFinding(
  node: ASTNode,
  key: string | number | undefined,
  { description, name, listLevels, depth }: SdlLimits,
): Omit<Finding, "place" | "severity"> | undefined {
  if (node.kind === Kind.ARGUMENT && node.value.kind === Kind.STRING && node.name.value === "fields") {
    if (bracesOf(node.value.value) <= depth) return undefined;
    const message = `Expected fields of a directive with at most ${depth} braces within each other; found more.`;
    return { code: "SDL_TOO_DEEP", message, mend: "Let the key name fields of the type itself." };
  }
  if (node.kind === Kind.STRING && key === "description" && node.value.length > description) {
    const message = `Expected a description of at most ${description} characters; found ${node.value.length}.`;
    return { code: "DESCRIPTION_TOO_LONG", message, mend: "Say it shorter, and point to a page that says more." };
  }
  if (node.kind === Kind.NAME && node.value.length > name) {
    const message = `Expected names of at most ${name} characters; found one of ${node.value.length}.`;
    return { code: "NAME_TOO_LONG", message, mend: "Choose a shorter name." };
  }
  if (node.kind === Kind.FIELD_DEFINITION || node.kind === Kind.INPUT_VALUE_DEFINITION) {
    const found = levelsOf(node.type);
    if (found <= listLevels) return undefined;
    const message = `Expected at most ${listLevels} lists within each other; found ${found}.`;
    return { code: "LIST_TOO_DEEP", message, mend: "Put an object between the lists." };
  }
  return undefined;
}

function levelsOf(type: TypeNode): number {
  let levels = 0;
  for (let inner = type; inner.kind !== Kind.NAMED_TYPE; inner = inner.type)
    if (inner.kind === Kind.LIST_TYPE) levels += 1;
  return levels;
}

/** Levels of a selection that stands in a text. Whoever parses it goes down level by level. */
function bracesOf(selection: string): number {
  let [open, most] = [0, 0];
  for (const character of selection) {
    if (character === "{") open += 1;
    if (character === "}") open -= 1;
    most = Math.max(most, open);
  }
  return most;
}
