import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { GraphQLError, Kind, type OperationDefinitionNode, parse, stripIgnoredCharacters } from "graphql";

/** The format of Apollo's manifests of persisted queries, which clients' tools write. */
const FORMAT = "apollo-persisted-query-manifest";

/** Folders of this name hold what is sent to a partner's desk: other graphs, which the hub does not answer for. */
const DESK_FOLDER = "desk";

export interface SafelistedOperation {
  /** SHA-256 of the body, in hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly type: "query";
  readonly body: string;
}

/** The operations that clients may send, and no others. */
export interface Safelist {
  readonly size: number;
  /** Whether a query is listed, however it is laid out. */
  hasText(query: string): boolean;
  /** The query of a hash; undefined: it is not listed. */
  textOf(sha256: string): string | undefined;
}

/** The safelist cannot be used as it stands; the message says what to do. */
export class SafelistError extends Error {
  override readonly name = "SafelistError";
}

/** Reads a manifest, or a folder with GraphQL files in it and in its folders but those called "desk". @throws SafelistError */
export function readSafelist(path: string): Safelist {
  const operations = statSync(path).isDirectory() ? readOperationFiles(path) : readManifest(path);
  const texts = new Map(operations.map(({ id, body }) => [id, body]));
  const laidOut = new Set(operations.map(({ body }) => hashOf(withoutLayout(body))));
  return {
    size: operations.length,
    hasText: (query) => texts.has(hashOf(query)) || laidOut.has(hashOf(withoutLayout(query))),
    textOf: (sha256) => texts.get(sha256.toLowerCase()),
  };
}

/** The operations of a folder and of its folders but those called "desk", as a manifest has them. @throws SafelistError */
export function makeManifest(folder: string): string {
  const operations = readOperationFiles(folder);
  return `${JSON.stringify({ format: FORMAT, version: 1, operations }, null, 2)}\n`;
}

function readOperationFiles(folder: string): readonly SafelistedOperation[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.(?:graphql|gql)$/.test(name) && !name.split(sep).slice(0, -1).includes(DESK_FOLDER),
  );
  if (files.length === 0) {
    throw new SafelistError(
      `Expected files that end in .graphql in ${folder}; there are none, apart from folders called "${DESK_FOLDER}", which are left out.`,
    );
  }
  return files.toSorted().map((name) => operationOf(readFileSync(join(folder, name), "utf8"), join(folder, name)));
}

function readManifest(file: string): readonly SafelistedOperation[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new SafelistError(`Expected ${file} to be JSON; ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (!isManifest(manifest)) {
    throw new SafelistError(
      `Expected ${file} to be of the format "${FORMAT}", with operations that have a body. Make one: npm run hub -- safelist make <folder>`,
    );
  }
  return manifest.operations.map(({ body }, index) => operationOf(body, `operation ${index + 1} of ${file}`));
}

function isManifest(value: unknown): value is { readonly operations: readonly { readonly body: string }[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "format" in value &&
    value.format === FORMAT &&
    "operations" in value &&
    Array.isArray(value.operations) &&
    value.operations.every(
      (each: unknown) => typeof each === "object" && each !== null && "body" in each && typeof each.body === "string",
    )
  );
}

function operationOf(body: string, where: string): SafelistedOperation {
  let operations: readonly OperationDefinitionNode[];
  try {
    operations = parse(body).definitions.filter(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    );
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new SafelistError(`Expected GraphQL in ${where}; ${error.message}.`);
  }
  const [operation] = operations;
  if (!operation) throw new SafelistError(`Expected a query in ${where}; nothing in it runs. Take it out of the list.`);
  const changing = operations.find((each) => each.operation !== "query");
  if (changing) {
    throw new SafelistError(
      `Expected queries in ${where}, since the hub's graph has nothing else; got a ${changing.operation}. ` +
        `What is sent to a partner's desk belongs in a folder called "${DESK_FOLDER}", which is left out.`,
    );
  }
  return { id: hashOf(body), name: operation.name?.value ?? "", type: "query", body };
}

/** What is not GraphQL is only the same as itself. */
function withoutLayout(query: string): string {
  try {
    return stripIgnoredCharacters(query);
  } catch {
    return query;
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
