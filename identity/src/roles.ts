/** What a token may say that its bearer is. */
export type Role = `partner:${string}:editor` | `partner:${string}:reader` | "cabinet" | "hub:admin" | "hub:harvester";

const PARTNER_ROLE = /^partner:([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*):(editor|reader)$/;
const OTHER_ROLES: ReadonlySet<unknown> = new Set(["cabinet", "hub:admin", "hub:harvester"]);

/** Whether this is a role as the hub knows them: `partner:<CODE>:editor`, `partner:<CODE>:reader`, `cabinet`, `hub:admin` or `hub:harvester`. */
export function isRole(value: unknown): value is Role {
  return typeof value === "string" && (OTHER_ROLES.has(value) || PARTNER_ROLE.test(value));
}

/** The partner and the function that a role is about; undefined for the roles that are no partner's. */
export function partnerOf(role: Role): { code: string; function: "editor" | "reader" } | undefined {
  const [, code, office] = PARTNER_ROLE.exec(role) ?? [];
  return code === undefined ? undefined : { code, function: office === "editor" ? "editor" : "reader" };
}

/** Whether the role does nothing but read. The hub speaks for its readers with such roles alone, and partners take no others from it. */
export function isReadingRole(role: Role): boolean {
  return role === "cabinet" || role === "hub:harvester" || partnerOf(role)?.function === "reader";
}

/**
 * The roles with which the hub asks a partner on a reader's behalf: `cabinet` stays, an editor goes as a reader, and what administers
 * or harvests is left out. Sorted, each once, so that two readers who may see the same are asked for in the same way.
 */
export function delegatedRoles(roles: readonly Role[]): Role[] {
  const reduced = roles.flatMap((role): Role[] => {
    const partner = partnerOf(role);
    if (partner) return [`partner:${partner.code}:reader`];
    return role === "cabinet" ? [role] : [];
  });
  return [...new Set(reduced)].toSorted();
}
