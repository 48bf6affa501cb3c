import { isObjectType } from "graphql";
import { contractSchema } from "../../contract.js";
import { type Finding, finding } from "../finding.js";
import { keysOf, keysText } from "../keys.js";
import { REFERENCE_NAMES, referenceKey } from "../names.js";
import { contractSignature, declaredSignature } from "../signature.js";
import { type DeclaredType, objectType, type Subgraph } from "../subgraph.js";

/** Types that partners reference but do not own are entity stubs: the key, not resolvable, and nothing else. */
export function referenceRule(subgraph: Subgraph): Finding[] {
  return [...REFERENCE_NAMES]
    .flatMap((name) => objectType(name, subgraph))
    .flatMap((type) => [...fieldFindings(type), ...keyFindings(type, subgraph)]);
}

function fieldFindings(type: DeclaredType): Finding[] {
  const contractType = contractSchema.getType(type.name);
  const wanted = isObjectType(contractType) ? Object.values(contractType.getFields()).map(contractSignature) : [];
  const found = type.fields.map(declaredSignature);
  const missing = wanted.filter((field) => !found.includes(field));
  const foreign = type.fields.filter((field) => !wanted.includes(declaredSignature(field)));
  const expected = `Expected ${wanted.join(", ")} alone`;
  return [
    ...foreign.map((field) =>
      finding(
        "REFERENCE_FIELD",
        `${type.name}.${field.name.value}`,
        `${expected}; found ${declaredSignature(field)}.`,
        `Leave it out: ${type.name} is the hub's. Put the field on a type of the partner's own.`,
      ),
    ),
    ...(missing.length > 0 && foreign.length === 0
      ? [finding("REFERENCE_FIELD", type.name, `${expected}; found none.`, `Add ${missing.join(", ")}.`)]
      : []),
  ];
}

function keyFindings(type: DeclaredType, subgraph: Subgraph): Finding[] {
  const contractType = contractSchema.getType(type.name);
  const key = contractType && referenceKey(contractType);
  const keys = keysOf(type, subgraph);
  if (keys.length === 1 && keys[0]?.fields === key && !keys[0]?.resolvable) return [];
  const wanted = `@key(fields: "${key}", resolvable: false)`;
  const message = `Expected ${wanted} and no other key; found ${keysText(keys)}.`;
  return [finding("REFERENCE_KEY_WRONG", type.name, message, `Give the type ${wanted}.`)];
}
