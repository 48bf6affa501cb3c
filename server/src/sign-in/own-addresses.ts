import type { FastifyRequest } from "fastify";

const MAX_PATH = 2_000;
/** Stands for this site while an address is read. */
const HERE = "http://here.invalid";

/**
 * The path and query of an address on this site, as a browser would read it; undefined: it may lead elsewhere, or to what is no page.
 * @param isPage whether there are pages at a path, which begins with one slash and has no dot segments
 */
export function ownPath(text: unknown, isPage: (path: string) => boolean): string | undefined {
  if (typeof text !== "string" || text.length > MAX_PATH || !text.startsWith("/")) return undefined;
  const url = URL.parse(text, HERE);
  // Two slashes, or what a browser takes for them, would begin the name of another site.
  if (url?.origin !== HERE || url.pathname.startsWith("//")) return undefined;
  return isPage(url.pathname) ? url.pathname + url.search : undefined;
}

/**
 * The web origins at which people reach this site, the main one first.
 * @param publicOrigin undefined: by its port on this machine
 * @param address where the site listens
 */
export function ownOrigins(publicOrigin: string | undefined, address: string): readonly string[] {
  if (publicOrigin !== undefined) return [publicOrigin];
  return ["localhost", "127.0.0.1"].map((host) => `http://${host}:${new URL(address).port}`);
}

/** The origin of this site by which a request comes; undefined: by a name that is none of its own. */
export function originOf({ host }: Pick<FastifyRequest, "host">, origins: readonly string[]): string | undefined {
  return origins.find((origin) => new URL(origin).host === host.toLowerCase());
}

/**
 * Whether a request that may act in somebody's name, or show what is theirs, comes from a page of this site. Cookies alone do not say that:
 * they are the same for all ports of a host, and for all sites of a domain. Browsers say it by `Sec-Fetch-Site`, or, over plain HTTP, by `Origin`.
 */
export function isFromOwnPage({ headers }: Pick<FastifyRequest, "headers">, origins: readonly string[]): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin";
  return headers.origin !== undefined && origins.includes(headers.origin);
}
