import { LauncherError } from "../errors.js";

/** Ports of other protocols, to which browsers and Node's fetch() send no request ("bad port"): the Fetch standard, "port blocking". */
export const BLOCKED_PORTS: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** A port for HTTP. */
export interface HttpPort {
  /** Name for messages: "the hub", "partner CPS". */
  readonly who: string;
  readonly port: number;
  readonly portVariable: string;
  /** Whether SEGPOL_PORT_OFFSET changed the default port. */
  readonly moved: boolean;
}

/** Throws PORT_BLOCKED with every port of the list to which no client can send a request. */
export function assertPortsReachable(ports: readonly HttpPort[]): void {
  const lines = ports
    .filter(({ port }) => BLOCKED_PORTS.has(port))
    .map(({ who, port, portVariable, moved }) => {
      const mend = `set ${portVariable} to another port`;
      return moved
        ? `- port ${port} of ${who}, which SEGPOL_PORT_OFFSET made of the default: set SEGPOL_PORT_OFFSET to another number, or ${mend}`
        : `- port ${port} of ${who}: ${mend}`;
    });
  if (lines.length === 0) return;
  throw new LauncherError(
    "PORT_BLOCKED",
    `Nothing was started, because browsers and fetch() send no request to these ports of other protocols:\n${lines.join("\n")}`,
  );
}
