import { definePartner } from "@segpol/kit";
import { CODE, PORT, SEED_VERSION } from "./config.js";
import { PublicationColumns } from "./records/migration.js";
import { CcGpiPublication } from "./records/publication.js";
import { publications } from "./seed/publication.js";

/** The Coordination Committee of the Integrated Police: its publications, with fields of its own. */
export const partner = definePartner({
  code: CODE,
  port: PORT,
  moduleUrl: import.meta.url,
  records: [CcGpiPublication],
  migrations: [{ name: "cc-gpi-0001-publication-columns", class: PublicationColumns }],
  seed: { version: SEED_VERSION, publications },
});
