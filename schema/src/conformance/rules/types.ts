import { type Finding, finding } from "../finding.js";
import { CONTRACT_INTERFACES, CONTRACT_NAMES, isBuiltIn, isMachinery, isOwnName } from "../names.js";
import type { Subgraph } from "../subgraph.js";

/** Root types have rules of their own. */
const ROOTS = new Set(["Query", "Mutation", "Subscription"]);

/** Every type is the contract's, or named with the partner's prefix. */
export function prefixRule(subgraph: Subgraph): Finding[] {
  const roots = new Set([...ROOTS, ...subgraph.operations.map(({ type }) => type)]);
  return [...subgraph.types.values()]
    .filter((type) => !isOwnName(type.name, subgraph) && !CONTRACT_NAMES.includes(type.name))
    .filter((type) => !roots.has(type.name) && !isBuiltIn(type.name) && !isMachinery(type, subgraph))
    .map(({ name, kind }) =>
      finding(
        "TYPE_OUTSIDE_PREFIX",
        name,
        `Expected a type of the contract, or a name that begins with ${subgraph.prefix} and an upper-case letter; found ${kind} ${name}.`,
        `Rename it to ${subgraph.prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}.`,
      ),
    );
}

/** The contract's interfaces are the hub's to declare. */
export function contractInterfaceRule({ types }: Subgraph): Finding[] {
  return [...types.keys()]
    .filter((name) => CONTRACT_INTERFACES.has(name))
    .map((name) =>
      finding(
        "CONTRACT_INTERFACE_DECLARED",
        name,
        `Expected plain object types; found the contract's interface ${name}, which the hub alone declares.`,
        "Leave it out: the hub adds it to the partner's record types.",
      ),
    );
}

/** A type implements none but the partner's own interfaces. */
export function interfaceRule(subgraph: Subgraph): Finding[] {
  return [...subgraph.types.values()].flatMap((type) =>
    type.interfaces
      .map(({ name }) => name.value)
      .filter((name) => !isOwnName(name, subgraph))
      .map((name) =>
        CONTRACT_INTERFACES.has(name)
          ? finding(
              "CONTRACT_INTERFACE_IMPLEMENTED",
              type.name,
              `Expected a plain object type; found implements ${name}.`,
              `Leave "implements ${name}" out: the hub adds it.`,
            )
          : finding(
              "INTERFACE_FOREIGN",
              type.name,
              `Expected interfaces that begin with ${subgraph.prefix}; found implements ${name}.`,
              `Leave "implements ${name}" out, or declare an interface of the partner's own.`,
            ),
      ),
  );
}

/** A union has none but the partner's own types. */
export function unionRule(subgraph: Subgraph): Finding[] {
  return [...subgraph.types.values()]
    .filter((type) => !isMachinery(type, subgraph))
    .flatMap((type) =>
      type.members
        .map(({ name }) => name.value)
        .filter((name) => !isOwnName(name, subgraph))
        .map((name) =>
          finding(
            "UNION_MEMBER_FOREIGN",
            type.name,
            `Expected members that begin with ${subgraph.prefix}; found ${name}.`,
            `Leave ${name} out, or wrap it in a type of the partner's own.`,
          ),
        ),
    );
}
