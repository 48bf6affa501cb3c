import { linkedVersion } from "../contract-version.js";
import { type DirectiveNode, Kind, valueFromASTUntyped } from "graphql";

const FEDERATION = /^https:\/\/specs\.apollo\.dev\/federation\/v(\d+)\.\d+\/?$/;
const FEDERATION_TYPES = new Set(["FieldSet", "ContextFieldValue", "Scope", "Policy"]);
const LINK = /^https:\/\/specs\.apollo\.dev\/link\/v\d+\.\d+\/?$/;

/** What the schema's @link directives say about the names that follow. */
export interface Links {
  /** Whether one of them links to Federation 2. */
  readonly federation2: boolean;
  /** Federation's own name (without @) of a directive, by the name it has in this SDL. */
  readonly directives: ReadonlyMap<string, string>;
  /** Names in this SDL of imported types of federation. */
  readonly types: ReadonlySet<string>;
  /** What unimported names of the specifications begin with: federation__, link__. */
  readonly namespaces: readonly string[];
  /** The version of the contract that it was made for; undefined: it states none. */
  readonly contract: string | undefined;
  /** What is wrong with a link, in words. */
  readonly problems: readonly string[];
}

interface LinkDirective {
  readonly url: string;
  readonly as: string | undefined;
  readonly imports: readonly { readonly name: string; readonly as: string }[];
}

/** Reads the @link directives among those of the schema. */
export function readLinks(schemaDirectives: readonly DirectiveNode[]): Links {
  const directives = new Map<string, string>();
  const types = new Set<string>();
  const namespaces = ["link__", "federation__"];
  const problems: string[] = [];
  let federation2 = false;
  let contract: string | undefined;
  for (const node of schemaDirectives.filter(({ name }) => name.value === "link")) {
    const link = readLink(node);
    if (!link) {
      problems.push("a @link without a url, or with an import that cannot be read");
    } else if (LINK.test(link.url)) {
      if (link.as || link.imports.some(({ name, as }) => name !== as))
        problems.push("the link specification under another name");
    } else if (FEDERATION.test(link.url)) {
      federation2 ||= FEDERATION.exec(link.url)?.[1] === "2";
      if (link.as) namespaces.push(`${link.as}__`);
      for (const { name, as } of link.imports) {
        if (name.startsWith("@")) directives.set(as.slice(1), name.slice(1));
        else if (FEDERATION_TYPES.has(name)) types.add(as);
        else problems.push(`an import of ${name}, which federation does not have`);
      }
    } else if (linkedVersion(link.url) !== undefined) {
      if (contract !== undefined) problems.push("the contract twice");
      if (link.as || link.imports.length > 0) problems.push("the contract under another name, or with imports");
      contract = linkedVersion(link.url);
    } else {
      problems.push(`@link(url: ${JSON.stringify(link.url)})`);
    }
  }
  return { federation2, directives, types, namespaces, contract, problems };
}

/** The name federation or GraphQL itself knows a directive by; undefined: neither knows it. */
export function canonicalName(name: string, links: Links): string | undefined {
  const imported = links.directives.get(name);
  if (imported !== undefined) return imported;
  const namespace = links.namespaces.find((each) => name.startsWith(each));
  if (namespace !== undefined) return name.slice(namespace.length);
  if (name === "link" || BUILT_IN.has(name)) return name;
  // Without a link, the names are Federation 1's. The missing link is a finding already; the names are not reported in addition.
  return links.federation2 ? undefined : name;
}

const BUILT_IN = new Set(["deprecated", "specifiedBy", "skip", "include", "oneOf"]);

function readLink(node: DirectiveNode): LinkDirective | undefined {
  const values = new Map((node.arguments ?? []).map(({ name, value }) => [name.value, value]));
  const url = values.get("url");
  const as = values.get("as");
  const imports = values.get("import");
  if (url?.kind !== Kind.STRING || (as && as.kind !== Kind.STRING)) return undefined;
  const read = imports ? readImports(valueFromASTUntyped(imports)) : [];
  return read && { url: url.value, as: as?.value, imports: read };
}

function readImports(value: unknown): { name: string; as: string }[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const imports = value.map((item: unknown) => {
    if (typeof item === "string") return { name: item, as: item };
    const { name, as = name } = (typeof item === "object" && item !== null ? item : {}) as Record<string, unknown>;
    // A directive stays a directive: both names begin with @, or neither does.
    const readable = typeof name === "string" && typeof as === "string" && name.startsWith("@") === as.startsWith("@");
    return readable ? { name, as } : undefined;
  });
  return imports.every((each) => each !== undefined) ? imports : undefined;
}
