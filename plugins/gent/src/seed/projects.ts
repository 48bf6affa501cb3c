import { nlFr, recordId } from "@segpol/kit";
import { projectPresentation } from "./dossier.js";

/** What the dossier says of the dialogue project. It begins with the award, whose date is not stated. */
export const projects = [
  {
    id: "gent:project:dialoog-en-vertrouwen",
    title: nlFr(
      "Dialog en vertrouwen tussen burgers en politie versterken",
      "Renforcer le dialogue et la confiance entre citoyens et police",
    ),
    objective: nlFr(
      "Blijvende dialoog en vertrouwen tussen burger en politie, bij de mensen en op de plaatsen waar het contact soms stroef loopt.",
      "Un dialogue et une confiance durables entre citoyens et police, avec les personnes et aux endroits où le contact est parfois difficile.",
    ),
    budgetEur: 153_000,
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
    themes: ["TRUST"],
    recommendationId: recordId("GENT", "Recommendation", "communicatie-en-vertrouwen"),
    provenance: projectPresentation,
  },
];
