import { areAlike } from "../../partner-code.js";
import { type Finding, finding } from "../finding.js";
import { CONTRACT_NAMES } from "../names.js";
import type { Subgraph } from "../subgraph.js";

/** The partner's code differs from all others, and its prefix from the names of the contract and the hub, also as a beginning. */
export function partnerCodeRule({ code, prefix, knownCodes, reservedNames }: Subgraph): Finding[] {
  const others = knownCodes.filter((other) => other !== code && areAlike(code, other));
  const names = [...CONTRACT_NAMES, "Query", "Mutation", "Subscription", ...reservedNames].filter((name) =>
    isOrBegins(name, prefix),
  );
  const mend = "Choose another code, longer or with another beginning.";
  return [
    ...others.map((other) =>
      conflict(
        `Expected a code that neither begins nor continues another partner's, underscores left out, and is not taken for it; found ${code} beside ${other}.`,
        mend,
      ),
    ),
    ...(names.length > 0
      ? [
          conflict(
            `Expected a prefix that is no name of the contract or the hub, and begins none before an upper-case letter; found ${prefix} in ${names.join(", ")}.`,
            mend,
          ),
        ]
      : []),
  ];
}

/** Names of the partner's types have an upper-case letter after the prefix: Att does not begin AttendanceMode. */
function isOrBegins(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && /^(?:$|[A-Z])/.test(name.slice(prefix.length));
}

function conflict(message: string, mend: string): Finding {
  return finding("PARTNER_CODE_CONFLICT", "partner code", message, mend);
}
