import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { LauncherError } from "./errors.js";

/** Whether a server could listen on this port of this host now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once("error", () => resolve(false));
  probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  return await promise;
}

export interface PortUse {
  /** Who wants the port, as the reader knows it: "the hub", "partner CPS". */
  who: string;
  port: number;
  /** The environment variable that sets the port. */
  variable: string;
  host?: string;
}

/** Throws PORT_IN_USE, naming every port of the list that is taken or asked for twice. */
export async function assertPortsFree(uses: readonly PortUse[]): Promise<void> {
  const taken = await Promise.all(
    uses.map(async ({ who, port, variable, host }, index) => {
      const rival = uses.slice(0, index).find((other) => other.port === port);
      if (rival) return `- port ${port} is asked for by ${rival.who} and ${who}: set ${variable} or ${rival.variable} to another port`;
      if (await isPortFree(port, host)) return undefined;
      return `- port ${port} of ${who} is in use by another program: end that program, or set ${variable} to a free port`;
    }),
  );
  const lines = taken.filter((line) => line !== undefined);
  if (lines.length === 0) return;
  const all = "SEGPOL_PORT_OFFSET=100 moves every default port at once.";
  throw new LauncherError("PORT_IN_USE", `Nothing was started, because ports are not free:\n${lines.join("\n")}\n${all}`);
}

/**
 * A port that is free now. Taken below the range from which systems pick the local ports of outgoing connections, so that it
 * is likely to be free still when a child process comes to listen on it.
 */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(15_000, 32_000);
    if (await isPortFree(port, host)) return port;
  }
  throw new LauncherError("PORT_IN_USE", `Expected a free port between 15000 and 32000 on ${host}; 200 attempts found none.`);
}
