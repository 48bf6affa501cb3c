import proxyAddress from "@fastify/proxy-addr";
import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";

const IPV6_SUBNET = 64;

const IPV4_WITH_PORT = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}):\d{1,5}$/;
const IPV6_IN_BRACKETS = /^\[([0-9A-Fa-f:.]+)\](?::\d{1,5})?$/;

/** The address in what a proxy writes of a client, some with the port: 203.0.113.5:4711, [2001:db8::1]:4711. */
export function withoutPort(address: string): string {
  return IPV4_WITH_PORT.exec(address)?.[1] ?? IPV6_IN_BRACKETS.exec(address)?.[1] ?? address;
}

/** Where a request comes from, through proxies that are trusted; of an IPv6 address its network. */
export function senderOf({ ip }: FastifyRequest): string {
  return normalizeIP(withoutPort(ip), IPV6_SUBNET);
}

/** Whether an address is one of these proxies, each an address, a network or loopback; undefined: there are none. */
export function trustedProxy(proxies: string | readonly string[]): ((address: string) => boolean) | undefined {
  const list = (typeof proxies === "string" ? proxies.split(",") : [...proxies]).map((each) => each.trim());
  if (list.every((each) => each === "")) return undefined;
  const isTrusted = proxyAddress.compile(list);
  return (address) => isTrusted(withoutPort(address), 0);
}
