import { isExecutableDefinitionNode, Kind, type TypeNode } from "graphql";
import { type Finding, finding } from "../finding.js";
import { CONTRACT_NAMES, isBuiltIn } from "../names.js";
import type { DeclaredType, Subgraph } from "../subgraph.js";

/** The SDL contains only type definitions. */
export function executableRule({ document }: Subgraph): Finding[] {
  return document.definitions.filter(isExecutableDefinitionNode).map((node) => {
    const what = node.kind === Kind.FRAGMENT_DEFINITION ? "fragment" : node.operation;
    const name = node.name?.value ?? "without a name";
    return finding(
      "SDL_EXECUTABLE",
      "SDL",
      `Expected type definitions alone; found ${what} ${name}.`,
      "Leave the operation out.",
    );
  });
}

/** Nothing is declared twice. */
export function duplicateRule({ types, directiveDefinitions }: Subgraph): Finding[] {
  const findings: Finding[] = [];
  const report = (place: string, names: readonly { name: { value: string } }[]) => {
    for (const name of repeated(names.map((node) => node.name.value))) findings.push(duplicate(place + name));
  };
  report("directive @", directiveDefinitions);
  for (const type of types.values()) {
    if (type.definitions > 1) findings.push(duplicate(type.name));
    report(`${type.name}.`, type.fields);
    report(`${type.name}.`, type.inputFields);
    report(`${type.name}.`, type.values);
  }
  return findings;
}

/** Every type that is named is declared. */
export function unknownTypeRule({ types }: Subgraph): Finding[] {
  const known = (name: string) => types.has(name) || isBuiltIn(name);
  return [...types.values()].flatMap((type) =>
    namedTypes(type)
      .filter(({ name }) => !known(name))
      .map(({ place, name }) =>
        finding("TYPE_UNKNOWN", place, `Expected a type that the SDL declares; found ${name}.`, mendUnknown(name)),
      ),
  );
}

function mendUnknown(name: string): string {
  return CONTRACT_NAMES.includes(name)
    ? `Declare ${name} with the contract's text.`
    : "Declare the type, or correct its name.";
}

function duplicate(place: string): Finding {
  return finding(
    "SDL_DUPLICATE",
    place,
    "Expected one declaration; found two or more of the same name.",
    "Keep one of them.",
  );
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))];
}

function namedTypes({
  name,
  fields,
  inputFields,
  interfaces,
  members,
}: DeclaredType): { place: string; name: string }[] {
  return [
    ...fields.flatMap((field) => [
      { place: `${name}.${field.name.value}`, name: baseName(field.type) },
      ...(field.arguments ?? []).map((argument) => ({
        place: `${name}.${field.name.value}(${argument.name.value}:)`,
        name: baseName(argument.type),
      })),
    ]),
    ...inputFields.map((field) => ({ place: `${name}.${field.name.value}`, name: baseName(field.type) })),
    ...[...interfaces, ...members].map((type) => ({ place: name, name: type.name.value })),
  ];
}

function baseName(type: TypeNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}
