import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { anyText, oneOf, type SettingTable, several, wholeNumber } from "./settings.js";

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** How much is logged. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Names of groups of addresses that Fastify knows. */
const GROUPS: ReadonlySet<string> = new Set(["loopback", "linklocal", "uniquelocal"]);

/** Where a server listens, and what it logs. Its port is its own. */
export const LISTEN_SETTINGS = {
  host: {
    name: "HOST",
    schema: anyText(),
    fallback: "127.0.0.1",
    about: "address where it listens",
  },
  logLevel: {
    name: "LOG_LEVEL",
    schema: oneOf(LOG_LEVELS),
    fallback: "info",
    about: LOG_LEVELS.join(", "),
  },
} as const satisfies SettingTable;

/** A web origin, or * for all. */
export function webOrigin(): z.ZodType<string, string> {
  return z.string().refine((text) => text === "*" || isOrigin(text), {
    error: "origins such as https://dashboard.example.org, or *",
  });
}

/** The web origin at which others reach a server. */
export function publicOrigin(): z.ZodType<string, string> {
  return z.string().refine(isOrigin, { error: "an origin such as https://hub.example.org, without a path" });
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

/** A port to listen on. */
export function port(): z.ZodType<number, string> {
  return wholeNumber(0, 65_535);
}

export const PROXY_SETTINGS = {
  trustedProxies: {
    name: "SEGPOL_TRUSTED_PROXIES",
    schema: several(
      z.string().refine(isProxy, {
        error: "addresses such as 10.0.0.5, networks such as 10.0.0.0/8, or loopback",
      }),
    ),
    about:
      "addresses and networks of proxies, separated by commas, whose `x-forwarded-for` names the client; without it, all who come through a proxy count as one",
  },
} as const satisfies SettingTable;

function isProxy(text: string): boolean {
  const [address = ""] = text.split("/", 1);
  return GROUPS.has(text) || (isIP(address) !== 0 && (text === address || ipaddr.isValidCIDR(text)));
}
