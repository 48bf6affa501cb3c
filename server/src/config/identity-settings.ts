import {
  type IdentitySettings,
  type IssuerAddress,
  keptSigningKey,
  makeSigningKey,
  parseSigningKey,
  SigningKeyError,
} from "@segpol/identity";
import { anyText, type Environment, readSettings, type SettingTable, textOf, webAddress } from "./settings.js";

/** Whose tokens the hub and partners believe. */
export const IDENTITY_SETTINGS = {
  usersIssuer: {
    name: "SEGPOL_TOKEN_ISSUER",
    schema: webAddress(),
    about: "whose tokens are believed, as in their `iss`; without it tokens of users are ignored",
  },
  usersJwksUrl: {
    name: "SEGPOL_TOKEN_JWKS_URL",
    schema: webAddress(),
    shownDefault: "`<issuer>/.well-known/jwks.json`",
    about: "where its keys are",
  },
  audience: {
    name: "SEGPOL_TOKEN_AUDIENCE",
    schema: anyText(),
    fallback: "segpol",
    about: "what tokens have to be meant for; at a partner `segpol:<CODE>` does too",
  },
  hubIssuer: {
    name: "SEGPOL_HUB_ISSUER",
    schema: webAddress(),
    shownDefault: "the hub's own address; at a partner none",
    about:
      "what the hub calls itself in its tokens to partners; without it and without `SEGPOL_TOKEN_ISSUER` the hub asks partners without tokens, and gets what is public",
  },
  hubJwksUrl: {
    name: "SEGPOL_HUB_JWKS_URL",
    schema: webAddress(),
    shownDefault: "`<SEGPOL_HUB_ISSUER>/.well-known/jwks.json`",
    about: "where partners find the hub's keys",
  },
} as const satisfies SettingTable;

/** With what the hub signs. */
export const HUB_KEY_SETTINGS = {
  key: {
    name: "SEGPOL_HUB_KEY",
    schema: anyText(),
    secret: true,
    about: "the hub's private key, a JSON Web Key (EC P-256, Ed25519 or RSA)",
  },
  file: {
    name: "SEGPOL_HUB_KEY_FILE",
    schema: anyText(),
    shownDefault: "none; `npm start`: `.data/hub-key.json`",
    about: "a file with that key; made when it is not there. Without both, the hub has a key for its life",
  },
} as const satisfies SettingTable;

/**
 * Reads whose tokens are believed; adds to `problems` what is wrong with the settings. Undefined: no issuer at all is configured,
 * tokens are ignored and all callers are anonymous.
 */
export function readIdentitySettings(env: Environment, problems: string[]): IdentitySettings | undefined {
  const found: string[] = [];
  const given = readSettings(IDENTITY_SETTINGS, env, found);
  const addressOf = (
    issuer: string | undefined,
    jwksUrl: string | undefined,
    [name, keysName]: readonly [string, string],
  ): IssuerAddress | undefined => {
    if (issuer !== undefined)
      return { issuer, jwksUrl: jwksUrl ?? `${issuer.replace(/\/$/, "")}/.well-known/jwks.json` };
    if (jwksUrl !== undefined && textOf(env, name) === undefined) {
      found.push(`${name}: expected the issuer whose keys ${keysName} names; got none.`);
    }
    return undefined;
  };
  const { usersIssuer, usersJwksUrl, hubIssuer, hubJwksUrl } = IDENTITY_SETTINGS;
  const users = addressOf(given.usersIssuer, given.usersJwksUrl, [usersIssuer.name, usersJwksUrl.name]);
  const hub = addressOf(given.hubIssuer, given.hubJwksUrl, [hubIssuer.name, hubJwksUrl.name]);
  if (users && users.issuer === hub?.issuer) {
    found.push(
      `${hubIssuer.name}: expected another address than ${usersIssuer.name}: who knows the users is not the hub.`,
    );
  }
  problems.push(...found);
  return found.length === 0 && (users || hub) ? { users, hub, audience: given.audience } : undefined;
}

/**
 * The private key of the hub: SEGPOL_HUB_KEY (a JSON Web Key), else the one kept in the file SEGPOL_HUB_KEY_FILE, which is made when it
 * is not there; with neither, one for the life of this process. Adds to `problems` what is wrong with them.
 */
export function readHubKey(env: Environment, problems: string[]): ReturnType<typeof makeSigningKey> {
  const { key, file } = readSettings(HUB_KEY_SETTINGS, env, problems);
  try {
    if (key !== undefined) return parseSigningKey(key, HUB_KEY_SETTINGS.key.name);
    if (file !== undefined) return keptSigningKey(file);
  } catch (error) {
    if (!(error instanceof SigningKeyError)) throw error;
    problems.push(`${HUB_KEY_SETTINGS[key === undefined ? "file" : "key"].name}: ${error.message}`);
  }
  return makeSigningKey();
}
