import { type Identity, readScopeOf, type Role } from "@segpol/identity";
import { NOW, type TestHub } from "./hub.js";

/** Partners with records of each kind and visibility. */
export const OWNERS = ["CPS", "CPL"] as const;

export function identityOf(roles: readonly Role[] | undefined): Identity | undefined {
  return roles && { subject: "s", issuer: "https://issuer.example", roles, expiresAt: NOW };
}

/** The rule in its own words, apart from how the hub puts it. */
export function maySee(roles: readonly Role[] = [], visibility: string, owner: string): boolean {
  switch (visibility) {
    case "PUBLIC":
      return true;
    case "PARTNERS":
      return roles.some((role) => role.startsWith("partner:") || role === "cabinet");
    default:
      return roles.some((role) => role.startsWith(`partner:${owner}:`) || role === "cabinet");
  }
}

/** Readers by their roles. */
export const named = (roles: readonly Role[] | undefined): string =>
  roles ? roles.join(" and ") || "no role" : "no token";

export type Asking = (query: string, at?: Date) => Promise<unknown>;
/** Asks a hub, which may start later, as somebody; an error fails the test. */
export function askAs(hub: () => TestHub, roles: readonly Role[] | undefined): Asking {
  return async (query, at) => {
    const { data, errors } = await hub().ask<unknown>(
      query,
      {},
      { viewer: readScopeOf(identityOf(roles)), at: at ?? null },
    );
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
    return data;
  };
}
