import { definePartner } from "@segpol/kit";
import { CODE, PORT, SEED_VERSION } from "./config.js";
import { PublicationColumns } from "./records/migration.js";
import { VclpPublication } from "./records/publication.js";
import { VclpRecommendation } from "./records/recommendation.js";
import { References } from "./references/migration.js";
import { VclpReference } from "./references/reference.js";
import { ReferenceResolver } from "./references/reference-resolver.js";
import { addReferences } from "./seed/add-references.js";
import { commitments } from "./seed/commitments.js";
import { publications } from "./seed/publications.js";
import { financeAndMeans } from "./seed/recommendations-finance-and-means.js";
import { visionAndPeople } from "./seed/recommendations-vision-and-people.js";

/** The Permanent Commission of the Local Police: its memorandum, with fields and a table of its own. */
export const partner = definePartner({
  code: CODE,
  port: PORT,
  moduleUrl: import.meta.url,
  records: [VclpPublication, VclpRecommendation],
  entities: [{ entity: VclpReference, of: VclpPublication, by: "publicationId" }],
  resolvers: [ReferenceResolver],
  migrations: [
    { name: "vclp-0001-publication-columns", class: PublicationColumns },
    { name: "vclp-0002-references", class: References },
  ],
  seed: {
    version: SEED_VERSION,
    publications,
    recommendations: [...financeAndMeans, ...visionAndPeople, ...commitments],
    own: addReferences,
  },
});
