import {
  anyText,
  type Environment,
  oneOf,
  readSettings,
  type SettingTable,
  type SettingValues,
  wholeNumber,
} from "./settings.js";

/** How people sign in to a process's pages. */
export const SIGN_IN_SETTINGS = {
  clientId: {
    name: "SEGPOL_SIGN_IN_CLIENT_ID",
    schema: anyText(),
    shownDefault: "none; `npm start`: a client of the local issuer",
    about: "what these pages are to `SEGPOL_TOKEN_ISSUER`; without it nobody signs in to them",
  },
  clientSecret: {
    name: "SEGPOL_SIGN_IN_CLIENT_SECRET",
    schema: anyText(),
    secret: true,
    about: "the client's secret; without it the client is a public one, and PKCE alone protects the code",
  },
  scope: {
    name: "SEGPOL_SIGN_IN_SCOPE",
    schema: anyText(),
    fallback: "openid profile",
    about: "what is asked of the issuer; some give a refresh token for `offline_access` alone",
  },
  resource: {
    name: "SEGPOL_SIGN_IN_RESOURCE",
    schema: anyText(),
    about: "what access tokens are asked for (RFC 8707), where the issuer wants that said",
  },
  prompt: {
    name: "SEGPOL_SIGN_IN_PROMPT",
    schema: oneOf(["login", "select_account", "consent"]),
    shownDefault: "none; `npm start`: `login`",
    about: "what the issuer asks people even if they have a session there: `login`, `select_account` or `consent`",
  },
  hours: {
    name: "SEGPOL_SIGN_IN_HOURS",
    schema: wholeNumber(1, 720),
    fallback: 12,
    about: "hours after which a session ends, whatever the issuer says",
  },
} as const satisfies SettingTable;

/** The settings of a process whose pages people sign in to. */
export interface SignInSettings extends Omit<SettingValues<typeof SIGN_IN_SETTINGS>, "clientId"> {
  readonly clientId: string;
}

/**
 * Reads how people sign in; adds to `problems` what is wrong with it. Undefined: nobody does.
 * @param hasIssuer whether it is known whose tokens are believed
 */
export function readSignInSettings(
  env: Environment,
  hasIssuer: boolean,
  problems: string[],
): SignInSettings | undefined {
  const { clientId, ...settings } = readSettings(SIGN_IN_SETTINGS, env, problems);
  if (clientId === undefined) return undefined;
  if (!hasIssuer) {
    problems.push(`${SIGN_IN_SETTINGS.clientId.name}: expected SEGPOL_TOKEN_ISSUER beside it; got none.`);
  }
  return { clientId, ...settings };
}
