import { randomBytes } from "node:crypto";
import { keptSigningKey } from "@segpol/identity";
import { type ClientMetadata, type Configuration, errors, Provider, type ResourceServer } from "oidc-provider";
import type { Bearer, Client } from "./clients.js";
import { JWKS_PATH } from "./folder.js";
import { createIssuerMemory } from "./issuer-memory.js";
import { serveInteraction } from "./interaction.js";
import { sendErrorPage, sendSignOutPage } from "./issuer-pages.js";

/** What tokens are for, as a request names it (RFC 8707): the hub and all partners, or urn:segpol:CPS, one partner alone. */
const EVERYTHING = "urn:segpol";
const PARTNER = /^urn:segpol:([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)$/;

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
/** Seconds for which somebody who signed in need not choose again. */
const DAY_OF_WORK_S = 12 * HOUR_S;

export interface ProviderOptions {
  readonly issuer: string;
  readonly key: ReturnType<typeof keptSigningKey>;
  readonly clients: readonly Client[];
  readonly persons: readonly Bearer[];
  /** Ids of the clients by which people sign in. */
  readonly forPeople: ReadonlySet<string>;
  /** Of tokens for everything. */
  readonly audience: string;
  /** Seconds for which a person's access token holds. */
  readonly personTokenS: number;
}

/** The issuer as oidc-provider has it, with everything in memory but its key and its clients. */
export function createProvider(options: ProviderOptions): Provider {
  const { issuer, key, clients, persons, forPeople, personTokenS } = options;
  const { port } = new URL(issuer);
  const provider = new Provider(issuer, {
    adapter: createIssuerMemory(),
    jwks: { keys: [key] },
    clients: clients.map((client) => (forPeople.has(client.id) ? pagesMetadata(client) : programMetadata(client))),
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    enabledJWA: { idTokenSigningAlgValues: ["ES256"] },
    routes: { jwks: JWKS_PATH, token: "/token" },
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      // Browsers send cookies to every port of this machine, and several issuers may run on it.
      names: {
        interaction: `segpol_${port}_interaction`,
        resume: `segpol_${port}_resume`,
        session: `segpol_${port}_session`,
      },
    },
    claims: { openid: ["sub"], profile: ["name"] },
    scopes: ["openid", "profile"],
    responseTypes: ["code"],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          const { ui_locales: locales, post_logout_redirect_uri: returnTo } = ctx.oidc.params ?? {};
          sendSignOutPage(ctx, form, { locales, returnTo });
        },
      },
      resourceIndicators: resources(options),
    },
    renderError: (ctx, { error }) => sendErrorPage(ctx, error),
    findAccount: (_ctx, id) => {
      const person = persons.find((each) => each.id === id);
      return person && { accountId: id, claims: () => ({ sub: id, name: person.name }) };
    },
    extraTokenClaims: (_ctx, token) => {
      if ("accountId" in token) {
        const person = persons.find(({ id }) => id === token.accountId);
        return person && { roles: [...person.roles], name: person.name };
      }
      return { roles: [...(clients.find(({ id }) => id === token.clientId)?.roles ?? [])] };
    },
    // Whoever has chosen a person has agreed to all that there is to agree to.
    loadExistingGrant: async ({ oidc: { provider, client, session } }) => {
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope("openid profile");
      await grant.save();
      return grant;
    },
    // With the session here it ends, too.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    ttl: {
      AccessToken: personTokenS,
      ClientCredentials: HOUR_S,
      AuthorizationCode: MINUTE_S,
      IdToken: 10 * MINUTE_S,
      Interaction: 10 * MINUTE_S,
      Session: DAY_OF_WORK_S,
      Grant: DAY_OF_WORK_S,
      RefreshToken: DAY_OF_WORK_S,
    },
  });
  serveInteraction(provider, persons);
  return provider;
}

/** A program has tokens with its secret. */
function programMetadata({ id, secret }: Client): ClientMetadata {
  return {
    client_id: id,
    client_secret: secret,
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
  };
}

/** Pages send people here, from whichever port of this machine they are on. */
function pagesMetadata({ id, secret }: Client): ClientMetadata {
  return {
    client_id: id,
    client_secret: secret,
    // Of a native application any port will do (RFC 8252).
    application_type: "native",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    redirect_uris: HOSTS.map((host) => `http://${host}/sign-in/callback`),
    post_logout_redirect_uris: HOSTS.map((host) => `http://${host}/sign-out/done`),
  };
}

const HOSTS = ["localhost", "127.0.0.1", "[::1]"];

type Resources = NonNullable<NonNullable<Configuration["features"]>["resourceIndicators"]>;

function resources({ audience, forPeople, personTokenS }: ProviderOptions): Resources {
  return {
    enabled: true,
    defaultResource: () => EVERYTHING,
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx, resource, client): ResourceServer => {
      const partner = PARTNER.exec(resource)?.[1];
      if (resource !== EVERYTHING && partner === undefined) {
        throw new errors.InvalidTarget(
          `expected the resource ${EVERYTHING}, or ${EVERYTHING}:<CODE> for one partner alone`,
        );
      }
      return {
        scope: "",
        audience: partner === undefined ? audience : `segpol:${partner}`,
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "ES256" } },
        accessTokenTTL: forPeople.has(client.clientId) ? personTokenS : HOUR_S,
      };
    },
  };
}
