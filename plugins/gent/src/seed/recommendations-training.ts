import { nlFr } from "@segpol/kit";
import { part, reportedOn } from "./dossier.js";
import { researchRecommendation } from "./research.js";

/**
 * Parts 2 and 3 of the dossier: the training itself, and who follows it.
 * The dossier tells what was done in words; the status of each follow-up is inferred from them.
 */
export const onTraining = [
  researchRecommendation({
    slug: "centrale-concepten",
    title: nlFr("Centrale concepten herkenbaarder maken", "Rendre les concepts centraux plus reconnaissables"),
    goal: nlFr(
      "Wie de opleiding volgt, herkent de vier stappen van het handelingskader.",
      "Qui suit la formation reconnaît les quatre étapes du cadre d'action.",
    ),
    themes: ["DIVERSITY_HR"],
    criteria: ["PROCEDURAL_JUSTICE"],
    provenance: part(2),
    followUps: [
      {
        id: "gent:follow-up:centrale-concepten",
        actor: "Gentse Politie",
        action: nlFr(
          "De vier stappen keren vaker terug in de modules en zitten ook in andere opleidingen, zoals de basisopleiding en de fiches geweldbeheersing.",
          "Les quatre étapes reviennent plus souvent dans les modules et figurent aussi dans d'autres formations, comme la formation de base et les fiches de gestion de la violence.",
        ),
        date: reportedOn,
        status: "COMPLETE",
        evidence: [
          {
            type: "training material",
            description: nlFr(
              "Aangepaste modules, basisopleiding en fiches geweldbeheersing",
              "Modules adaptés, formation de base et fiches de gestion de la violence",
            ),
          },
          {
            type: "circular",
            description: nlFr(
              "Omzendbrief CP 5 van 7 juli 2023: de ministeriële richtlijn die het kader officieel vastlegt",
              "Circulaire CP 5 du 7 juillet 2023 : la directive ministérielle qui consacre officiellement le cadre",
            ),
          },
        ],
      },
    ],
  }),
  researchRecommendation({
    slug: "beleving-van-controles",
    title: nlFr(
      "Meer aandacht voor het dwangmatige karakter van een controle",
      "Plus d'attention au caractère contraignant d'un contrôle",
    ),
    goal: nlFr(
      "Politiemensen beseffen hoe burgers een controle beleven.",
      "Les policiers ont conscience de la manière dont les citoyens vivent un contrôle.",
    ),
    themes: ["TRUST"],
    criteria: ["PROCEDURAL_JUSTICE"],
    provenance: part(2),
    indicators: ["positieve-ervaring-controle-winterfeesten"],
    relatesToCitizens: true,
    followUps: [
      {
        id: "gent:follow-up:beleving-van-controles",
        actor: "Gentse Politie",
        action: nlFr(
          "Het thema zat in de eerste modules en kreeg een plaats in de module ‘intervisie’ en in andere opleidingen, zoals die tot behaviour detection officer.",
          "Le thème figurait dans les premiers modules et a trouvé place dans le module « intervision » et dans d'autres formations, comme celle de behaviour detection officer.",
        ),
        date: reportedOn,
        status: "COMPLETE",
        evidence: [
          {
            type: "survey",
            description: nlFr(
              "Bevraging van gecontroleerde mensen op de Winterfeesten 2023: 95% positief, aantal bevraagden niet vermeld",
              "Enquête auprès de personnes contrôlées aux Winterfeesten 2023 : 95 % de réponses positives, nombre de répondants non indiqué",
            ),
          },
        ],
      },
    ],
  }),
  researchRecommendation({
    slug: "erkenningsdossier",
    title: nlFr("Update van het erkenningsdossier overwegen", "Envisager une mise à jour du dossier d'agrément"),
    goal: nlFr(
      "Het erkenningsdossier van de opleiding is bij de tijd.",
      "Le dossier d'agrément de la formation est à jour.",
    ),
    themes: ["DIVERSITY_HR"],
    criteria: ["PROCEDURAL_JUSTICE"],
    provenance: part(2),
    followUps: [
      {
        id: "gent:follow-up:nationale-opleiding",
        actor: "Gentse Politie",
        action: nlFr(
          "De PZ Gent werkte mee aan de nationale opleiding onder leiding van het Hannah Arendt instituut. In mei 2023 lag een eerste structuur van de online training ProProfile vast; daarna kwam er vertraging. Een herstart zou in de komende maanden volgen.",
          "La zone de police de Gand a participé à la formation nationale dirigée par le Hannah Arendt instituut. En mai 2023, une première structure de la formation en ligne ProProfile était fixée ; le projet a ensuite pris du retard. Une reprise devrait suivre dans les mois à venir.",
        ),
        date: reportedOn,
        status: "LIMITED",
      },
    ],
  }),
  researchRecommendation({
    slug: "selectieve-prioriteit",
    title: nlFr(
      "Overwegen om selectiever te bepalen wie de opleiding prioritair of intensiever volgt",
      "Envisager de choisir de façon plus sélective qui suit la formation en priorité ou de façon plus intensive",
    ),
    goal: nlFr(
      "Wie de opleiding het meest nodig heeft, krijgt ze op korte termijn het eerst of het grondigst.",
      "Ceux qui en ont le plus besoin suivent, à court terme, la formation en premier ou plus à fond.",
    ),
    themes: ["DIVERSITY_HR"],
    criteria: ["DISTRIBUTIVE_JUSTICE", "PROCEDURAL_JUSTICE"],
    provenance: part(3),
    indicators: ["opgeleid-module-1", "opgeleid-module-1-en-2"],
    // Declined for both modules. The intervision for one service is a limited part of what was advised.
    responses: [
      {
        body: "Gentse Politie",
        value: "DECLINED",
        reason: nlFr(
          "Voor de modules theorie en VR kiest de Gentse Politie bewust voor gemengde groepen uit verschillende diensten, omdat deelnemers daar meer van leren. Alleen de intervisie werd op één dienst gericht.",
          "Pour les modules théorie et réalité virtuelle, la police de Gand choisit des groupes mêlant différents services, car les participants en apprennent davantage. Seule l'intervision a été ciblée sur un service.",
        ),
        date: reportedOn,
      },
    ],
    followUps: [
      {
        id: "gent:follow-up:intervisie-operationele-acties",
        actor: "Gentse Politie",
        action: nlFr(
          "Intervisie gehouden met de Dienst Operationele Acties, waarvan de teams vaak controleren. Aan de modules namen 714 collega's deel (theorie), van wie 437 ook aan VR.",
          "Intervision menée avec le service Actions opérationnelles, dont les équipes contrôlent souvent. 714 collègues ont suivi le module théorie, dont 437 aussi celui de réalité virtuelle.",
        ),
        date: reportedOn,
        status: "LIMITED",
      },
    ],
  }),
];
