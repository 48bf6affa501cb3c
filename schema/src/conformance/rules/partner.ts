import { type Finding, finding } from "../finding.js";
import { CONTRACT_NAMES } from "../names.js";
import type { Subgraph } from "../subgraph.js";

/** The partner's code can be told from every other's, and from the names of the contract and the hub. */
export function partnerCodeRule({ code, prefix, knownCodes, reservedNames }: Subgraph): Finding[] {
  const others = knownCodes.filter((other) => other !== code && (other.startsWith(code) || code.startsWith(other)));
  const names = [...CONTRACT_NAMES, "Query", "Mutation", "Subscription", ...reservedNames].filter((name) =>
    name.startsWith(prefix),
  );
  const mend = "Choose another code, longer or with another beginning.";
  return [
    ...others.map((other) =>
      conflict(
        `Expected a code that neither begins nor continues another partner's; found ${code} beside ${other}.`,
        mend,
      ),
    ),
    ...(names.length > 0
      ? [
          conflict(
            `Expected a prefix that no name of the contract or the hub begins with; found ${prefix} in ${names.join(", ")}.`,
            mend,
          ),
        ]
      : []),
  ];
}

function conflict(message: string, mend: string): Finding {
  return finding("PARTNER_CODE_CONFLICT", "partner code", message, mend);
}
