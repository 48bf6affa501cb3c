import { isObjectType, parse } from "graphql";
import { contractSchema } from "./contract.js";
import { FIRST_CONTRACT_VERSION } from "./contract-version.js";
import { readLinks } from "./conformance/links.js";
import { VALUE_NAMES } from "./conformance/names.js";
import { collectTypes, schemaDirectives } from "./conformance/subgraph.js";

/** The contract as far as a partner serves it. */
export interface ServedContract {
  /** The version that it was made for, as it says. */
  readonly version: string;
  /** Fields of value types that the partner has the types of, and not the fields: Measure.dueOn. */
  readonly lacks: readonly string[];
}

/** What an SDL that conforms says of the contract. */
export function servedContract(sdl: string): ServedContract {
  const document = parse(sdl, { noLocation: true });
  const types = collectTypes(document);
  const lacks = [...VALUE_NAMES].flatMap((name) => {
    const served = types.get(name);
    const type = contractSchema.getType(name);
    if (!served || !isObjectType(type)) return [];
    const has = new Set(served.fields.map((field) => field.name.value));
    return Object.keys(type.getFields()).flatMap((field) => (has.has(field) ? [] : [`${name}.${field}`]));
  });
  return { version: readLinks(schemaDirectives(document)).contract ?? FIRST_CONTRACT_VERSION, lacks };
}
