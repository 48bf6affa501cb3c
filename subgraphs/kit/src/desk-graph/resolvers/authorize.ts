import { type Identity, mayEdit, mayReadDesk } from "@segpol/identity";
import { GraphQLError } from "graphql";
import type { Actor, CommandScope } from "../../desk/command.js";
import type { DeskContext } from "./desk-context.js";

/**
 * Who may write here: this partner's editors, with a token of the identity provider's own. Checked at every mutation, whoever passed the
 * request on.
 * @throws GraphQLError UNAUTHENTICATED or FORBIDDEN, saying which role is needed
 */
export function requireEditor(context: DeskContext): Actor {
  return requireRole(context, mayEdit, `partner:${context.partner.code}:editor`);
}

/**
 * Who may see drafts, what was withdrawn and the audit trail: this partner's editors and readers.
 * @throws GraphQLError UNAUTHENTICATED or FORBIDDEN, saying which role is needed
 */
export function requireReader(context: DeskContext): Actor {
  const { code } = context.partner;
  return requireRole(context, mayReadDesk, `partner:${code}:reader or partner:${code}:editor`);
}

/** Whether a request can be one that imports a file: bodies of others are not read any further than those of readers. */
export function isDeskEditor(
  identity: Identity | undefined,
  { partner, hubIssuer }: Pick<DeskContext, "partner" | "hubIssuer">,
): boolean {
  return identity !== undefined && identity.issuer !== hubIssuer && mayEdit(identity, partner.code);
}

/** The scope in which an editor's commands are carried out. */
export function editingScope(context: DeskContext, source = "DESK"): CommandScope {
  const actor = requireEditor(context);
  const { em, partner, requestId } = context;
  return { em, partner, actor, requestId, source };
}

function requireRole(
  { identity, partner, hubIssuer }: DeskContext,
  may: (identity: Identity | undefined, code: string) => boolean,
  role: string,
): Actor {
  if (!identity) {
    throw new GraphQLError(`Expected a token with the role ${role}; got none: send authorization: Bearer <token>.`, {
      extensions: { code: "UNAUTHENTICATED", http: { status: 401 } },
    });
  }
  if (identity.issuer === hubIssuer) {
    throw forbidden(
      "Expected a token of the identity provider's own; got one of the hub, which is for reading /graphql.",
    );
  }
  if (!may(identity, partner.code)) {
    const roles = identity.roles.join(", ") || "no role";
    throw forbidden(`Expected a token with the role ${role}; got ${roles}: ask who runs the identity provider for it.`);
  }
  const { subject, issuer, roles, name } = identity;
  return { subject, issuer, roles, name };
}

function forbidden(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "FORBIDDEN", http: { status: 403 } } });
}
