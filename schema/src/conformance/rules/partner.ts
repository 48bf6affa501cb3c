import { isPartnerCode, typePrefix } from "../../partner-code.js";
import { type Finding, finding } from "../finding.js";
import { CONTRACT_NAMES } from "../names.js";
import type { Subgraph } from "../subgraph.js";

/** The partner's code differs from all others, and from the names of the contract and the hub, also as a prefix. */
export function partnerCodeRule({ code, prefix, knownCodes, reservedNames }: Subgraph): Finding[] {
  const others = knownCodes.filter((other) => other !== code && isAlike(code, prefix, other));
  const names = [...CONTRACT_NAMES, "Query", "Mutation", "Subscription", ...reservedNames].filter((name) =>
    name.startsWith(prefix),
  );
  const mend = "Choose another code, longer or with another beginning.";
  return [
    ...others.map((other) =>
      conflict(
        `Expected a code that neither begins nor continues another partner's, in names of types too; found ${code} beside ${other}.`,
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

/** Whether one code, or what the names of types begin with because of it, begins the other's: A_1 and A1_B give A1 and A1B. */
function isAlike(code: string, prefix: string, other: string): boolean {
  const ofOther = isPartnerCode(other) ? typePrefix(other) : other;
  return other.startsWith(code) || code.startsWith(other) || ofOther.startsWith(prefix) || prefix.startsWith(ofOther);
}

function conflict(message: string, mend: string): Finding {
  return finding("PARTNER_CODE_CONFLICT", "partner code", message, mend);
}
