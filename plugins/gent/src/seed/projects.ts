import { nlFr, type PartnerSeed, recordId } from "@segpol/kit";
import { GentProject } from "../projects/project.js";

/** What the dossier's second presentation says of the dialogue project. It begins with the award, whose day is not stated. */
const projects = [
  {
    id: "dialoog-en-vertrouwen",
    title: nlFr(
      "Dialog en vertrouwen tussen burgers en politie versterken",
      "Renforcer le dialogue et la confiance entre citoyens et police",
    ),
    objective: nlFr(
      "Blijvende dialoog en vertrouwen tussen burger en politie, bij de mensen en op de plaatsen waar het contact soms stroef loopt.",
      "Un dialogue et une confiance durables entre citoyens et police, avec les personnes et aux endroits où le contact est parfois difficile.",
    ),
    budget: 153_000,
    startsOn: null,
    endsOn: "2025-12-31",
    contractors: ["Kubat's Gym", "HOGENT"],
    awardCriteria: [
      nlFr("visie", "vision"),
      nlFr("methodologie", "méthodologie"),
      nlFr("plan van aanpak", "plan d'action"),
      nlFr("proces", "processus"),
      nlFr("disseminatie stadsbreed", "diffusion dans toute la ville"),
      nlFr("globale prijs", "prix global"),
    ],
    targetGroups: [
      nlFr("jongeren", "jeunes"),
      nlFr("politie", "police"),
      nlFr("ouders", "parents"),
      nlFr("jeugdwerkingen", "organisations de jeunesse"),
    ],
    themeCodes: ["TRUST"],
    recommendationId: recordId("GENT", "Recommendation", "communicatie-en-vertrouwen"),
  },
];

/** Adds the projects whose recommendation is new. */
export const addProjects: NonNullable<PartnerSeed["own"]> = async (em, added) => {
  for (const project of projects) {
    if (added.has(project.recommendationId)) em.create(GentProject, project);
  }
};
