import { readFile, writeFile } from "node:fs/promises";
import { buildPartnerSchema } from "../graphql/partner-schema.js";
import type { Partner } from "../partner/partner.js";

const HEAD = "# Emitted from the partner's classes by `npm run sdl`. Change those, then emit it anew.\n\n";

/** The text that a partner's schema.graphql should have. */
export function sdlText(partner: Partner): string {
  return HEAD + buildPartnerSchema(partner).sdl;
}

/** Writes a partner's schema.graphql. Gives whether that changed it. */
export async function writeSdl(partner: Partner): Promise<boolean> {
  const text = sdlText(partner);
  const before = await readFile(partner.sdlFile, "utf8").catch(() => undefined);
  if (before === text) return false;
  await writeFile(partner.sdlFile, text);
  return true;
}
