import { contractSchema } from "../../contract.js";
import { type Finding, finding } from "../finding.js";
import type { Subgraph } from "../subgraph.js";

/** Fields of Query that are not the partner's: the harvest's and federation's. */
const COMMON_FIELDS = new Set([
  ...Object.keys(contractSchema.getQueryType()?.getFields() ?? {}),
  "_entities",
  "_service",
]);

/** The query root is called Query. */
export function queryNameRule({ operations }: Subgraph): Finding[] {
  return operations
    .filter(({ operation, type }) => operation === "query" && type !== "Query")
    .map(({ type }) =>
      finding("QUERY_RENAMED", "schema", `Expected query: Query; found query: ${type}.`, "Call the query root Query."),
    );
}

/** A partner's graph is read only. */
export function readOnlyRule({ operations, types }: Subgraph): Finding[] {
  const named = operations.filter(({ operation }) => operation !== "query").map(({ type }) => type);
  const byDefault = ["Mutation", "Subscription"].filter((name) => types.has(name));
  return [...new Set([...named, ...byDefault])].map((name) =>
    finding(
      "ROOT_TYPE_NOT_ALLOWED",
      name,
      `Expected Query as the only root; found ${name}.`,
      "Serve it at another address: the graph that joins the hub is read only.",
    ),
  );
}

/** Root fields carry the partner's prefix: all partners share one Query. */
export function rootFieldRule({ types, operations, fieldPrefix }: Subgraph): Finding[] {
  const root = operations.find(({ operation }) => operation === "query")?.type ?? "Query";
  return (types.get(root)?.fields ?? [])
    .map(({ name }) => name.value)
    .filter((name) => !COMMON_FIELDS.has(name))
    .filter((name) => !(name.startsWith(fieldPrefix) && /^[A-Z]/.test(name.slice(fieldPrefix.length))))
    .map((name) =>
      finding(
        "ROOT_FIELD_OUTSIDE_PREFIX",
        `${root}.${name}`,
        `Expected a name that begins with ${fieldPrefix} and an upper-case letter; found ${name}.`,
        `Rename it to ${fieldPrefix}${name.charAt(0).toUpperCase()}${name.slice(1)}.`,
      ),
    );
}
