import type { TokenSigner } from "@segpol/identity";
import { hasSecret, type Client } from "./clients.js";

/** Lifetime of a client's token in seconds. */
export const LIFETIME_S = 3_600;

export interface TokenRequest {
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: object;
}

/** The errors of RFC 6749, section 5.2; invalid_target is RFC 8707's. */
type TokenErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "unsupported_grant_type"
  | "invalid_scope"
  | "invalid_target";

const PARTNER_AUDIENCE = /^segpol:[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** OAuth 2, client_credentials: the client sends its secret, in the header or in the form, and gets a token with its roles. */
export async function answerTokenRequest(
  { contentType, authorization, body }: TokenRequest,
  { clients, signer, audience }: { clients: readonly Client[]; signer: TokenSigner; audience: string },
): Promise<TokenAnswer> {
  if (contentType?.split(";")[0]?.trim().toLowerCase() !== "application/x-www-form-urlencoded") {
    return refuse("invalid_request", "Expected a form (content-type application/x-www-form-urlencoded).");
  }
  const form = new URLSearchParams(body);
  const twice = [...form.keys()].find((name) => form.getAll(name).length > 1);
  if (twice !== undefined) return refuse("invalid_request", "Expected each parameter once; one came twice.");
  const shown = credentials(authorization, form);
  if (shown === "both") {
    return refuse("invalid_request", "Expected the client's secret in the header or in the form, not in both.");
  }
  const client = clients.find(({ id }) => id === shown?.id);
  if (!hasSecret(client, shown?.secret ?? "") || !client) {
    return refuse("invalid_client", "Expected the id and the secret of a client of clients.json.");
  }
  const grant = form.get("grant_type");
  if (grant === null) return refuse("invalid_request", "Expected grant_type=client_credentials; got no grant_type.");
  if (grant !== "client_credentials") {
    return refuse("unsupported_grant_type", "Expected grant_type=client_credentials; got another.");
  }
  if (form.has("scope")) {
    return refuse("invalid_scope", "Expected no scope: a token has the roles of its client.");
  }
  const wanted = form.get("audience") ?? audience;
  if (wanted !== audience && !PARTNER_AUDIENCE.test(wanted)) {
    return refuse("invalid_target", `Expected the audience ${audience}, or segpol:<CODE> for one partner alone.`);
  }
  const token = await signer.sign({
    subject: client.id,
    roles: client.roles,
    audience: wanted,
    lifetimeS: LIFETIME_S,
  });
  return answer(200, { access_token: token, token_type: "Bearer", expires_in: LIFETIME_S });
}

function credentials(
  authorization: string | undefined,
  form: URLSearchParams,
): { id: string; secret: string } | "both" | undefined {
  const [id, secret] = [form.get("client_id"), form.get("client_secret")];
  if (authorization === undefined) return id === null || secret === null ? undefined : { id, secret };
  if (secret !== null) return "both";
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1];
  const pair = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? "", "base64").toString("utf8"));
  try {
    // RFC 6749, section 2.3.1: both are form-encoded before they become a user and a password.
    const [name = "", word = ""] = [pair?.[1], pair?.[2]].map((part) =>
      decodeURIComponent((part ?? "").replaceAll("+", " ")),
    );
    return pair && (id === null || id === name) ? { id: name, secret: word } : undefined;
  } catch {
    return undefined;
  }
}

function refuse(error: TokenErrorCode, description: string): TokenAnswer {
  const body = { error, error_description: description };
  if (error !== "invalid_client") return answer(400, body);
  return answer(401, body, { "www-authenticate": 'Basic realm="segpol local issuer", charset="UTF-8"' });
}

function answer(status: number, body: object, headers: Record<string, string> = {}): TokenAnswer {
  return { status, headers: { "cache-control": "no-store", pragma: "no-cache", ...headers }, body };
}
