import type { Role } from "@segpol/identity";

/** Nobody, every role by itself, and roles together. */
export const READERS: readonly (readonly Role[] | undefined)[] = [
  undefined,
  [],
  ["hub:admin"],
  ["hub:harvester"],
  ["partner:CPS:reader"],
  ["partner:CPS:editor"],
  ["partner:CPL:reader"],
  ["partner:GENT:editor"],
  ["partner:CPS:reader", "partner:CPL:editor"],
  ["partner:CPS:reader", "hub:admin"],
  ["cabinet"],
  ["cabinet", "partner:CPS:editor"],
];
