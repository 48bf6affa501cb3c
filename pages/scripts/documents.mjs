#!/usr/bin/env node
/** Writes src/generated/operations.ts (types and hashes of the pages' queries) and dist/operations.json (their texts, as a manifest). */
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { buildASTSchema, Kind, parse, print, validate, visit } from "graphql";

const PAGES = join(import.meta.dirname, "..");
const GRAPH = join(PAGES, "../test/contract/unified-graph.graphql");
const GENERATED = join(PAGES, "src/generated/operations.ts");
const MANIFEST = join(PAGES, "dist/operations.json");

const graph = withRecordTypes(parse(readFileSync(GRAPH, "utf8"), { noLocation: true }));
const schema = buildASTSchema(graph);

/** What clients may count on has interfaces alone; partners' types, whatever they are called, have their fields. */
function withRecordTypes(document) {
  const types = document.definitions
    .filter(({ kind, interfaces = [] }) => kind === Kind.INTERFACE_TYPE_DEFINITION && interfaces.length > 0)
    .map((each) => ({
      ...each,
      kind: Kind.OBJECT_TYPE_DEFINITION,
      name: { kind: Kind.NAME, value: `Any${each.name.value}` },
      interfaces: [...each.interfaces, { kind: Kind.NAMED_TYPE, name: each.name }],
    }));
  return { ...document, definitions: [...document.definitions, ...types] };
}
const documents = globSync("src/**/*.graphql", { cwd: PAGES })
  .toSorted()
  .map((file) => ({ location: file, document: parse(readFileSync(join(PAGES, file), "utf8"), { noLocation: true }) }));
const definitions = documents.flatMap(({ document }) => document.definitions);
const problems = validate(schema, { kind: Kind.DOCUMENT, definitions });
if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));

const fragments = new Map(
  definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
);

/** The fragments that a definition spreads, and those that these spread. */
function spreadBy(definition, found = new Set()) {
  visit(definition, {
    FragmentSpread({ name }) {
      if (found.has(name.value)) return;
      found.add(name.value);
      spreadBy(fragments.get(name.value), found);
    },
  });
  return found;
}

const operations = definitions
  .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  .map((definition) => {
    const used = [...spreadBy(definition)]
      .toSorted((a, b) => a.localeCompare(b, "en"))
      .map((name) => fragments.get(name));
    const body = print({ kind: Kind.DOCUMENT, definitions: [definition, ...used] });
    return {
      id: createHash("sha256").update(body).digest("hex"),
      name: definition.name.value,
      type: "query",
      body,
      hasVariables: (definition.variableDefinitions ?? []).length > 0,
    };
  });

const types = await codegen({
  filename: GENERATED,
  schema: graph,
  schemaAst: schema,
  documents,
  plugins: [{ operations: {} }],
  pluginMap: { operations: typescriptOperations },
  config: {
    enumType: "string-literal",
    useTypeImports: true,
    immutableTypes: true,
    strictScalars: true,
    scalars: { Date: "string", DateTime: "string", EDTF: "string", URL: "string", ID: "string" },
  },
});
const named = operations.map(
  ({ name, id }) =>
    `export const ${name}: GraphDocument<${name}Query, ${name}QueryVariables> = { name: "${name}", hash: "${id}" };`,
);
mkdirSync(join(GENERATED, ".."), { recursive: true });
writeFileSync(GENERATED, `import type { GraphDocument } from "../graph/document.js";\n${types}\n${named.join("\n")}\n`);
mkdirSync(join(MANIFEST, ".."), { recursive: true });
const manifest = {
  format: "apollo-persisted-query-manifest",
  version: 1,
  operations: operations.map(({ id, name, type, body }) => ({ id, name, type, body })),
};
writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
