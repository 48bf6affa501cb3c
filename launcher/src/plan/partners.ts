import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { LauncherError } from "../errors.js";

/** A partner's package, found by the key "segpol" in its package.json. */
export interface PartnerPackage {
  /** CPS, CC_GPI ... */
  code: string;
  /** The package's name: @segpol/cps. */
  name: string;
  folder: string;
  /** Port unless the environment sets another. */
  defaultPort: number;
}

const FOLDERS = ["subgraphs", "plugins"];
const FIRST_PORT = 4101;
/** The partners of the first hour have their ports in this order. */
const SETTLED_ORDER = ["CPS", "CPL", "CEP", "CC_GPI", "ADVP", "VCLP", "GENT"];
const FIRST_LATER_PORT = FIRST_PORT + SETTLED_ORDER.length;

interface Found extends Omit<PartnerPackage, "defaultPort"> {
  /** The port of the address on this machine that the package says of itself. */
  readonly ownPort: number | undefined;
}

/** Every package under subgraphs/ and plugins/ that calls itself a partner, in the order of the default ports. */
export async function discoverPartners(rootDir: string): Promise<PartnerPackage[]> {
  const found: Found[] = [];
  for (const group of FOLDERS) {
    for (const name of await readdir(join(rootDir, group)).catch(() => [])) {
      const partner = await readPartner(join(rootDir, group, name));
      if (!partner) continue;
      const rival = found.find(({ code }) => code === partner.code);
      if (rival) {
        throw new LauncherError(
          "PARTNER_INVALID",
          `Expected one package per partner; ${rival.folder} and ${partner.folder} both have the code ${partner.code}. Give one of them another.`,
        );
      }
      found.push(partner);
    }
  }
  const ports = portsOf(found);
  return found
    .map(({ ownPort: _ownPort, ...partner }) => ({ ...partner, defaultPort: ports.get(partner.code) ?? 0 }))
    .toSorted((a, b) => a.defaultPort - b.defaultPort);
}

/** Whoever joined later has the port that its package says; whose port is another's, or who says none, the next one that is free. */
function portsOf(found: readonly Found[]): ReadonlyMap<string, number> {
  const ports = new Map(SETTLED_ORDER.map((code, index) => [code, FIRST_PORT + index]));
  const later = found.filter(({ code }) => !ports.has(code)).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const taken = new Set<number>();
  for (const { code, ownPort } of later) {
    if (ownPort === undefined || ownPort < FIRST_LATER_PORT || taken.has(ownPort)) continue;
    ports.set(code, ownPort);
    taken.add(ownPort);
  }
  let next = FIRST_LATER_PORT;
  for (const { code } of later) {
    if (ports.has(code)) continue;
    while (taken.has(next)) next += 1;
    ports.set(code, next);
    taken.add(next);
  }
  return ports;
}

function portHere(url: unknown): number | undefined {
  const address = typeof url === "string" ? URL.parse(url) : null;
  if (!address || !["localhost", "127.0.0.1", "[::1]"].includes(address.hostname)) return undefined;
  return Number(address.port) || undefined;
}

async function readPartner(folder: string): Promise<Found | undefined> {
  const file = join(folder, "package.json");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  let manifest: { name?: unknown; segpol?: { role?: unknown; code?: unknown; url?: unknown } };
  try {
    manifest = JSON.parse(text);
  } catch (cause) {
    throw new LauncherError("PARTNER_INVALID", `Expected JSON in ${file}; ${(cause as Error).message}.`, { cause });
  }
  if (manifest.segpol?.role !== "partner") return undefined;
  const { code } = manifest.segpol;
  if (typeof code !== "string" || !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(code) || code === "HUB") {
    throw new LauncherError(
      "PARTNER_INVALID",
      `Expected a partner's code of capitals, digits and single underscores at "segpol.code" of ${file} (HUB is taken); got ${JSON.stringify(code)}.`,
    );
  }
  const ownPort = portHere(manifest.segpol.url);
  return { code, folder, name: typeof manifest.name === "string" ? manifest.name : folder, ownPort };
}
