import ipaddr from "ipaddr.js";

/** Whether a host or an address is this machine's own. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  if (!ipaddr.isValid(address)) return host === "localhost";
  return ipaddr.process(address).range() === "loopback";
}
