import "@segpol/schema/require-node";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import type { Partner } from "../partner/partner.js";
import { writeSdl } from "./write-sdl.js";

const file = resolve("dist/partner.js");
const { partner } = (await import(pathToFileURL(file).href)) as { partner?: Partner };
if (partner) {
  const changed = await writeSdl(partner);
  process.stdout.write(`schema.graphql of ${partner.code} ${changed ? "is written anew" : "is up to date"}\n`);
} else {
  process.stderr.write(`Expected ${file} to export a constant partner, made by definePartner.\n`);
  process.exitCode = 1;
}
