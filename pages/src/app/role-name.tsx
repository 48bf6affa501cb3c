import { Trans } from "@lingui/react/macro";

const PARTNER_ROLE = /^partner:(\w+):(editor|reader)$/;

/** A role of a token in words; one that the pages do not know stays as it is. */
export function RoleName({ role }: { readonly role: string }) {
  const [, partner, office] = PARTNER_ROLE.exec(role) ?? [];
  if (office === "editor") return <Trans>editor of {partner}</Trans>;
  if (office === "reader") return <Trans>staff of {partner}</Trans>;
  if (role === "cabinet") return <Trans>the cabinet</Trans>;
  if (role === "hub:admin") return <Trans>administrator of the hub</Trans>;
  return role;
}
