import type { FastifyRequest } from "fastify";
import { type ErrorTable, refusal } from "../errors/request-error.js";

/**
 * The address of a page at the server's own origin: of what the client asks for only path and query matter, never its own word for the
 * host.
 * @throws RequestError NOT_FOUND where dots in the path lead out of what the route stands for: /nl/../x is /x
 */
export function pageAddress(
  {
    url,
    routeOptions,
  }: Pick<FastifyRequest, "url"> & { readonly routeOptions: Pick<FastifyRequest["routeOptions"], "url"> },
  origin: string,
  errors: ErrorTable,
): URL {
  const address = new URL(`${origin}${url}`);
  const [place = ""] = (routeOptions.url ?? "").split(/\/(?:\*|:)/, 1);
  if (`${address.pathname}/`.startsWith(`${place}/`)) return address;
  throw refusal(errors, "NOT_FOUND");
}
