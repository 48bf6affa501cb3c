import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { buildASTSchema, Kind, parse, print, validate, visit } from "graphql";

/** Writes src/generated/operations.ts (types and hashes of the pages' operations) and dist/operations.json (their texts, as a manifest). */
export async function writeDocuments({ root, schema: schemaFile }) {
  const generated = join(root, "src/generated/operations.ts");
  const graph = withRecordTypes(parse(readFileSync(schemaFile, "utf8"), { noLocation: true }));
  const schema = buildASTSchema(graph);
  const documents = globSync("src/**/*.graphql", { cwd: root })
    .toSorted()
    .map((file) => ({ location: file, document: parse(readFileSync(join(root, file), "utf8"), { noLocation: true }) }));
  const operations = operationsIn(documents, schema);

  const types = await codegen({
    filename: generated,
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
      scalars: { Date: "string", DateTime: "string", EDTF: "string", URL: "string", ID: "string", JSON: "unknown" },
    },
  });
  const named = operations.map(
    ({ name, id, kind }) =>
      `export const ${name}: GraphDocument<${name}${kind}, ${name}${kind}Variables> = { name: "${name}", hash: "${id}" };`,
  );
  mkdirSync(join(generated, ".."), { recursive: true });
  writeFileSync(
    generated,
    `import type { GraphDocument } from "../graph/document.js";\n${types}\n${named.join("\n")}\n`,
  );
  mkdirSync(join(root, "dist"), { recursive: true });
  const manifest = {
    format: "apollo-persisted-query-manifest",
    version: 1,
    operations: operations.map(({ id, name, type, body }) => ({ id, name, type, body })),
  };
  writeFileSync(join(root, "dist/operations.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What clients may count on has interfaces alone; partners' types, whatever they are called, have their fields. */
function withRecordTypes(document) {
  const implemented = new Set(
    document.definitions.flatMap(({ kind, interfaces = [] }) =>
      kind === Kind.OBJECT_TYPE_DEFINITION ? interfaces.map(({ name }) => name.value) : [],
    ),
  );
  const types = document.definitions
    .filter(
      ({ kind, name, interfaces = [] }) =>
        kind === Kind.INTERFACE_TYPE_DEFINITION && interfaces.length > 0 && !implemented.has(name.value),
    )
    .map((each) => ({
      ...each,
      kind: Kind.OBJECT_TYPE_DEFINITION,
      name: { kind: Kind.NAME, value: `Any${each.name.value}` },
      interfaces: [...each.interfaces, { kind: Kind.NAMED_TYPE, name: each.name }],
    }));
  return { ...document, definitions: [...document.definitions, ...types] };
}

/** The operations, each with the fragments that it uses. */
function operationsIn(documents, schema) {
  const definitions = documents.flatMap(({ document }) => document.definitions);
  const problems = validate(schema, { kind: Kind.DOCUMENT, definitions });
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  return definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((definition) => {
      const used = [...spreadBy(definition, fragments)]
        .toSorted((a, b) => a.localeCompare(b, "en"))
        .map((name) => fragments.get(name));
      const body = print({ kind: Kind.DOCUMENT, definitions: [definition, ...used] });
      return {
        id: createHash("sha256").update(body).digest("hex"),
        name: definition.name.value,
        type: definition.operation,
        /** As the types' names end. */
        kind: definition.operation === "mutation" ? "Mutation" : "Query",
        body,
      };
    });
}

/** The fragments that a definition spreads, and those that these spread. */
function spreadBy(definition, fragments, found = new Set()) {
  visit(definition, {
    FragmentSpread({ name }) {
      if (found.has(name.value)) return;
      found.add(name.value);
      spreadBy(fragments.get(name.value), fragments, found);
    },
  });
  return found;
}
