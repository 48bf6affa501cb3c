/** First port of the partners; a package cannot claim one below it: the hub and the issuer of tokens have theirs there. */
const FIRST_PORT = 4101;
/** First port that is given to packages that claim none. Those below it belong to the packages that claim them. */
const FIRST_ASSIGNED_PORT = 4108;

interface PortClaim {
  readonly code: string;
  /** Address of the partner's graph as its package says. */
  readonly url: string | undefined;
}

/**
 * Gives each package the port of its server on this machine: that of its own address if the address is on this machine, else, in the
 * order of the codes, the next free port from 4108. When packages claim the same port, the first of the list has it.
 */
export function assignPorts<Package extends PortClaim>(
  packages: readonly Package[],
): readonly (Package & { readonly defaultPort: number })[] {
  const codes = new Map<number, string>();
  for (const { code, url } of packages) {
    const port = localPort(url);
    if (port !== undefined && port >= FIRST_PORT && !codes.has(port)) codes.set(port, code);
  }
  const ports = new Map(Array.from(codes, ([port, code]) => [code, port]));
  return packages
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((each) => {
      const defaultPort = ports.get(each.code) ?? nextPort(codes);
      codes.set(defaultPort, each.code);
      return { ...each, defaultPort };
    });
}

/** The first port from 4108 that is not taken. */
export function nextPort(taken: Pick<ReadonlySet<number>, "has">): number {
  let port = FIRST_ASSIGNED_PORT;
  while (taken.has(port)) port += 1;
  return port;
}

/** Port of an address on this machine. */
function localPort(url: string | undefined): number | undefined {
  const address = url === undefined ? null : URL.parse(url);
  if (!address || !["localhost", "127.0.0.1", "[::1]"].includes(address.hostname)) return undefined;
  return Number(address.port) || undefined;
}
