import { definePartner } from "@segpol/kit";
import { CODE, PORT, SEED_VERSION } from "./config.js";
import { Projects } from "./projects/migration.js";
import { GentProject } from "./projects/project.js";
import { ProjectResolver, RecommendationProjectsResolver } from "./projects/project-resolver.js";
import { GentEvent } from "./records/event.js";
import { GentLegitimacyIndicator } from "./records/indicator.js";
import { GentPublication } from "./records/publication.js";
import { GentRecommendation } from "./records/recommendation.js";
import { events } from "./seed/events.js";
import { indicators } from "./seed/indicators.js";
import { addProjects } from "./seed/projects.js";
import { publications } from "./seed/publications.js";
import { onPractice } from "./seed/recommendations-practice.js";
import { onTraining } from "./seed/recommendations-training.js";

/** The city and police zone of Ghent: its dossier, what it followed up, its figures, and its projects in a table of its own. */
export const partner = definePartner({
  code: CODE,
  port: PORT,
  moduleUrl: import.meta.url,
  records: [GentEvent, GentPublication, GentRecommendation, GentLegitimacyIndicator],
  entities: [{ entity: GentProject, of: GentRecommendation, by: "recommendationId" }],
  resolvers: [ProjectResolver, RecommendationProjectsResolver],
  migrations: [{ name: "gent-0001-projects", class: Projects }],
  seed: {
    version: SEED_VERSION,
    events,
    publications,
    recommendations: [...onTraining, ...onPractice],
    legitimacyIndicators: indicators,
    own: addProjects,
  },
});
