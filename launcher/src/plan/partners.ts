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
/** The partners of the first hour keep their ports whoever joins or leaves. */
const SETTLED_ORDER = ["CPS", "CPL", "CEP", "CC_GPI", "ADVP", "VCLP", "GENT"];

/** Every package under subgraphs/ and plugins/ that calls itself a partner, in the order of the default ports. */
export async function discoverPartners(rootDir: string): Promise<PartnerPackage[]> {
  const found: Omit<PartnerPackage, "defaultPort">[] = [];
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
  const later = found.map(({ code }) => code).filter((code) => !SETTLED_ORDER.includes(code));
  const order = [...SETTLED_ORDER, ...later.toSorted()];
  return found
    .map((partner) => ({ ...partner, defaultPort: FIRST_PORT + order.indexOf(partner.code) }))
    .toSorted((a, b) => a.defaultPort - b.defaultPort);
}

async function readPartner(folder: string): Promise<Omit<PartnerPackage, "defaultPort"> | undefined> {
  const file = join(folder, "package.json");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  let manifest: { name?: unknown; segpol?: { role?: unknown; code?: unknown } };
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
  return { code, folder, name: typeof manifest.name === "string" ? manifest.name : folder };
}
