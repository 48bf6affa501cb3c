import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { LauncherError } from "./errors.js";

const LOOPBACK = "127.0.0.1";
const MAX_PORT = 65_535;
/** Partners' default ports are fewer than these apart. */
const OFFSET_STEP = 200;
const MAX_STEPS = 10;

/** Whether a server could listen on this port of this host now. */
export async function isPortFree(port: number, host = LOOPBACK): Promise<boolean> {
  return (await tryListening(port, host)) === undefined;
}

export interface PortUse {
  /** Who uses the port, for messages: "the hub", "partner CPS". */
  who: string;
  port: number;
  /** The environment variable that sets the port. */
  variable: string;
  /** Default 127.0.0.1. */
  host?: string;
}

/**
 * Throws PORT_IN_USE with every port of the list that is taken, forbidden or listed twice.
 * @param offset what moves the default ports now; undefined: nothing is said of moving them
 */
export async function assertPortsFree(uses: readonly PortUse[], offset?: number): Promise<void> {
  const findings = await Promise.all(
    uses.map(async ({ who, port, variable, host = LOOPBACK }, index) => {
      const rival = uses.slice(0, index).find((other) => other.port === port);
      if (rival)
        return `- port ${port} is asked for by ${rival.who} and by ${who}: set ${rival.variable} or ${variable} to another port`;
      const refusal = await tryListening(port, host);
      return refusal === undefined ? undefined : `- ${explain(refusal, { who, port, variable, host })}`;
    }),
  );
  const lines = findings.filter((line) => line !== undefined);
  if (lines.length === 0) return;
  throw new LauncherError(
    "PORT_IN_USE",
    `Nothing was started, because these ports cannot be used:\n${lines.join("\n")}${offset === undefined ? "" : await advice(uses, offset)}`,
  );
}

/** An offset at which all of these ports are free, as far as it can be found. */
async function advice(uses: readonly PortUse[], offset: number): Promise<string> {
  const highest = Math.max(...uses.map(({ port }) => port));
  for (let step = OFFSET_STEP; step <= MAX_STEPS * OFFSET_STEP && highest + step <= MAX_PORT; step += OFFSET_STEP) {
    const free = await Promise.all(uses.map(async ({ port, host }) => await isPortFree(port + step, host)));
    if (free.every(Boolean))
      return `\nSEGPOL_PORT_OFFSET=${offset + step} moves every default port at once, to ports that are free now.`;
  }
  return "\nAnother SEGPOL_PORT_OFFSET moves every default port at once.";
}

/** Below the ephemeral ports of systems, and above those that fetch() refuses. */
export const FREE_PORTS = { from: 15_000, to: 32_000 };

/** A free port, likely to be still free when a child process listens on it. */
export async function freePort(host = LOOPBACK): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(FREE_PORTS.from, FREE_PORTS.to);
    if (await isPortFree(port, host)) return port;
  }
  throw new LauncherError(
    "PORT_IN_USE",
    `Expected a free port between ${FREE_PORTS.from} and ${FREE_PORTS.to} on ${host}; 200 attempts found none.`,
  );
}

/** The system's error for a server on this port, undefined if there is none. */
async function tryListening(port: number, host: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

function explain(refusal: string, { who, port, variable, host }: Required<PortUse>): string {
  switch (refusal) {
    case "EADDRINUSE":
      return `port ${port} of ${who} is in use by another program: end that program, or set ${variable} to a free port`;
    case "EACCES":
      return `port ${port} of ${who} is reserved to the system: set ${variable} to a port from 1024 up`;
    default:
      return `port ${port} of ${who} cannot be opened on the address "${host}" (${refusal}): set HOST to an address of this machine`;
  }
}
