import { fuzzyDate, nlFr } from "@segpol/kit";
import { part, projectPresentation, reportedOn } from "./dossier.js";
import { researchRecommendation } from "./research.js";

const exchangeDay = fuzzyDate({ text: nlFr("13 december 2023", "13 décembre 2023"), edtf: "2023-12-13" });

/**
 * Parts 4 and 5 of the dossier and its second presentation: reflection, identity checks, dialogue.
 * The dossier tells what was done in words; the status of each follow-up is inferred from them.
 */
export const onPractice = [
  researchRecommendation({
    slug: "reflectie",
    title: nlFr("Reflectie blijvend mogelijk maken", "Permettre une réflexion durable"),
    goal: nlFr(
      "Reflectie heeft een vaste plaats in de organisatie, met meer dan één opleidingsmoment; ook na de opleiding denken teams en collega's na over hun gedrag.",
      "La réflexion a une place fixe dans l'organisation, avec plus d'un moment de formation ; après la formation aussi, équipes et collègues réfléchissent à leur comportement.",
    ),
    themes: ["TRUST", "DIVERSITY_HR"],
    criteria: ["PROCEDURAL_JUSTICE"],
    provenance: part(4),
    // The steps are those of the Ghent police; the dossier does not number them, so each is named by its part and a word.
    measures: [
      { ref: "4-intervisie", text: nlFr("Module ‘intervisie’", "Module « intervision »") },
      {
        ref: "4-uitwisseling",
        text: nlFr("Uitwisseling met andere korpsen en scholen", "Échange avec d'autres corps et écoles"),
      },
      {
        ref: "4-online",
        text: nlFr(
          "Eigen online module op het leerplatform",
          "Module en ligne propre sur la plateforme d'apprentissage",
        ),
      },
      {
        ref: "4-de-escalatie",
        text: nlFr("Module ‘de-escalerend communiceren’", "Module « communiquer en désescalade »"),
      },
      { ref: "4-proeftrainingen", text: nlFr("Proeftrainingen van die module", "Formations d'essai de ce module") },
      {
        ref: "4-terugkommomenten",
        text: nlFr("Terugkommomenten met Nederlandse collega's", "Séances de suivi avec des collègues néerlandais"),
      },
      { ref: "4-vr", text: nlFr("Verder oefenen met VR", "Poursuite des exercices en réalité virtuelle") },
    ],
    followUps: [
      {
        id: "gent:follow-up:uitwisselingsdag",
        measure: "4-uitwisseling",
        actor: "Gentse Politie",
        action: nlFr(
          "Uitwisselingsdag gehouden voor korpsen en politiescholen uit Oost-Vlaanderen, West-Vlaanderen en Brussel.",
          "Journée d'échange tenue pour les corps et les écoles de police de Flandre orientale, de Flandre occidentale et de Bruxelles.",
        ),
        date: exchangeDay,
        status: "COMPLETE",
        evidence: [
          {
            type: "event",
            description: nlFr("Uitwisselingsdag van 13 december 2023", "Journée d'échange du 13 décembre 2023"),
          },
        ],
      },
      {
        id: "gent:follow-up:module-intervisie",
        measure: "4-intervisie",
        actor: "Gentse Politie",
        action: nlFr(
          "De module is uitgewerkt en gelanceerd; leidinggevenden die met hun team een intervisie houden, krijgen inhoudelijke steun.",
          "Le module est élaboré et lancé ; les responsables qui organisent une intervision avec leur équipe reçoivent un appui sur le fond.",
        ),
        date: reportedOn,
        status: "COMPLETE",
        evidence: [
          {
            type: "training material",
            description: nlFr("Praatplaat voor leidinggevenden", "Support de discussion pour les responsables"),
          },
        ],
      },
      {
        id: "gent:follow-up:online-module",
        measure: "4-online",
        actor: "Gentse Politie",
        action: nlFr("Gepland: klaar tegen eind maart 2024.", "Prévu : prêt pour fin mars 2024."),
        date: reportedOn,
        status: "NOT_STARTED",
      },
      {
        id: "gent:follow-up:trainers-de-escalatie",
        measure: "4-de-escalatie",
        actor: "Gentse Politie",
        action: nlFr(
          "De module is in de maak, ter versterking van de derde stap; een mastertrainer leidde 10 trainers op.",
          "Le module est en préparation, pour renforcer la troisième étape ; un formateur principal a formé 10 formateurs.",
        ),
        date: reportedOn,
        status: "LIMITED",
      },
      {
        id: "gent:follow-up:proeftrainingen",
        measure: "4-proeftrainingen",
        actor: "Gentse Politie",
        action: nlFr("Gepland: proeftrainingen vanaf mei 2024.", "Prévu : formations d'essai à partir de mai 2024."),
        date: reportedOn,
        status: "NOT_STARTED",
      },
      {
        id: "gent:follow-up:terugkommomenten",
        measure: "4-terugkommomenten",
        actor: "Gentse Politie",
        action: nlFr(
          "Jaarlijks in Apeldoorn, met de gespreksleiders uit Nederland (Politie en KMar) en België: workshops, ervaringen en oplossingen voor gedeelde problemen.",
          "Chaque année à Apeldoorn, avec les animateurs des Pays-Bas (Politie et KMar) et de Belgique : ateliers, expériences et solutions à des problèmes communs.",
        ),
        date: reportedOn,
        status: "SUBSTANTIAL",
      },
      {
        id: "gent:follow-up:vr-budget",
        measure: "4-vr",
        actor: "Gentse Politie",
        action: nlFr(
          "Er is budget voor nog twee jaar VR met nieuwe scenario's. Of een eigen Belgisch scenario betaalbaar is, wordt onderzocht; een nationale uitwerking komt er vermoedelijk niet.",
          "Un budget couvre deux années supplémentaires de réalité virtuelle avec de nouveaux scénarios. La faisabilité financière d'un scénario belge est à l'étude ; un développement national est peu probable.",
        ),
        date: reportedOn,
        status: "SUBSTANTIAL",
      },
    ],
  }),
  researchRecommendation({
    slug: "communicatie-systematische-controles",
    title: nlFr(
      "Goed communiceren over het doel van systematische controles",
      "Bien communiquer sur le but des contrôles systématiques",
    ),
    goal: nlFr(
      "De politie blijft op lange termijn legitiem: ze legt uit waarom ze zulke maatregelen neemt, spreekt met de bevolking en gaat als organisatie het effect na.",
      "La police reste légitime à long terme : elle explique pourquoi elle prend de telles mesures, parle avec la population et en examine l'effet en tant qu'organisation.",
    ),
    themes: ["TRUST"],
    criteria: ["LEGALITY", "PROCEDURAL_JUSTICE"],
    provenance: part(5, "jaar van juni afgeleid uit de datum van het dossier"),
    indicators: ["systematische-controles-acties", "systematische-controles-ordediensten"],
    relatesToCitizens: true,
    // SUBSTANTIAL: the dossier reports nothing on evaluating the effect, the third thing advised.
    followUps: [
      {
        id: "gent:follow-up:blaarmeersen",
        actor: "Gentse Politie",
        action: nlFr(
          "Voor drie warme weekends aan de Blaarmeersen lag aangepaste communicatie klaar; de toegelaten controles bleken niet nodig.",
          "Pour trois week-ends chauds aux Blaarmeersen, une communication adaptée était prête ; les contrôles autorisés n'ont pas été nécessaires.",
        ),
        // The dossier writes June without a year; its own date leaves 2023 as the last June before it.
        date: fuzzyDate({ text: nlFr("in juni", "en juin"), edtf: "2023?-06", basis: "INFERRED" }),
        status: "LIMITED",
      },
      {
        id: "gent:follow-up:toelatingen",
        actor: "Gentse Politie",
        action: nlFr(
          "Een toelating van de burgemeester is uitzonderlijk geworden, beter gemotiveerd en begrensd in tijd en ruimte: sinds 1 juli 2023 voor 6 acties en 8 ordediensten.",
          "L'autorisation du bourgmestre est devenue exceptionnelle, mieux motivée et limitée dans le temps et l'espace : depuis le 1er juillet 2023 pour 6 actions et 8 services d'ordre.",
        ),
        date: reportedOn,
        status: "SUBSTANTIAL",
      },
      {
        id: "gent:follow-up:uitleg-bij-controle",
        actor: "Gentse Politie",
        action: nlFr(
          "Medewerkers krijgen telkens mee dat ze wie gecontroleerd wordt de context van de controle uitleggen.",
          "Les collaborateurs sont chaque fois invités à expliquer le contexte du contrôle à la personne contrôlée.",
        ),
        date: reportedOn,
        status: "SUBSTANTIAL",
      },
    ],
  }),
  researchRecommendation({
    slug: "communicatie-en-vertrouwen",
    title: nlFr(
      "Verder bouwen aan wederzijdse communicatie en vertrouwen",
      "Continuer à construire la communication mutuelle et la confiance",
    ),
    goal: nlFr(
      "Burgers en politie spreken met elkaar en vertrouwen elkaar, ook waar dat contact soms stroef loopt.",
      "Citoyens et police se parlent et se font confiance, y compris là où le contact est parfois difficile.",
    ),
    themes: ["TRUST"],
    criteria: ["PROCEDURAL_JUSTICE"],
    provenance: projectPresentation,
    relatesToCitizens: true,
    followUps: [
      {
        id: "gent:follow-up:dialoogproject",
        actor: "Stad Gent",
        action: nlFr(
          "Eind 2023 werd een overheidsopdracht voor een dialoogproject uitgeschreven; ze is gegund aan Kubat's Gym in samenwerking met HOGENT, die het hoogst scoorden.",
          "Fin 2023, un marché public pour un projet de dialogue a été lancé ; il est attribué à Kubat's Gym en collaboration avec HOGENT, qui ont obtenu le meilleur score.",
        ),
        date: reportedOn,
        status: "LIMITED",
        evidence: [
          {
            type: "award",
            description: nlFr("Gunning op zes criteria, budget 153K", "Attribution selon six critères, budget 153K"),
          },
        ],
      },
    ],
  }),
];
