import { fuzzyDate, nlFr, recordId } from "@segpol/kit";
import { CODE } from "../config.js";
import type { CcGpiPublicationSeed } from "../records/publication.js";

const provenance = (item: number) => ({
  document: "Memorandum van de Lokale Politie 2024-2028",
  locator: `Belangrijkste referenties, Referenties Geïntegreerde Politie, ${item}`,
});

const recruitmentSite = "https://bpolb.sharepoint.com/sites/info_recrutement_selection";

/** The publications of the Integrated Police that the memorandum of the Local Police refers to, in its order. */
export const publications: readonly CcGpiPublicationSeed[] = [
  {
    id: recordId(CODE, "Publication", "2019-employer-branding"),
    title: nlFr("Employer Branding Geïntegreerde Politie", "Employer branding de la police intégrée"),
    summary: nlFr(
      "Studie van Randstad over de Geïntegreerde Politie als werkgever.",
      "Étude de Randstad sur la police intégrée en tant qu'employeur.",
    ),
    themes: ["DIVERSITY_HR"],
    type: "REPORT",
    date: fuzzyDate({ text: nlFr("2019", "2019"), edtf: "2019" }),
    authors: ["Randstad"],
    provenance: provenance(1),
  },
  {
    id: recordId(CODE, "Publication", "een-politie-in-verbinding"),
    title: nlFr("Een politie in verbinding", "Une police qui relie"),
    subtitle: nlFr("Een visie voor de politie in 2025", "Une vision pour la police en 2025"),
    summary: nlFr(
      "Toekomstvisie van de Geïntegreerde Politie met 2025 als horizon.",
      "Vision d'avenir de la police intégrée à l'horizon 2025.",
    ),
    themes: ["TRUST"],
    type: "OTHER",
    period: fuzzyDate({ text: nlFr("2025", "2025"), edtf: "2025" }),
    provenance: provenance(2),
  },
  {
    id: recordId(CODE, "Publication", "nvp-2022-2025"),
    title: nlFr("Nationaal Veiligheidsplan 2022-2025", "Plan national de sécurité 2022-2025"),
    summary: nlFr("Vierjarenplan van de Geïntegreerde Politie (NVP).", "Plan quadriennal de la police intégrée (PNS)."),
    type: "OTHER",
    period: fuzzyDate({ text: nlFr("2022-2025", "2022-2025"), edtf: "2022/2025" }),
    provenance: provenance(3),
  },
  {
    id: recordId(CODE, "Publication", "evaluatierapport-werking-gpi"),
    title: nlFr("Evaluatierapport werking GPI", "Rapport d'évaluation du fonctionnement de la GPI"),
    summary: nlFr(
      "Evaluatie van de werking van de Geïntegreerde Politie door de Federale Politie en de Algemene Inspectie.",
      "Évaluation du fonctionnement de la police intégrée par la Police fédérale et l'Inspection générale.",
    ),
    type: "REPORT",
    authors: ["FedPol", "AIG"],
    provenance: provenance(4),
  },
  {
    id: recordId(CODE, "Publication", "programma-i-police-focus-2021-2028"),
    title: nlFr("Programma i-Police/Focus, 2021-2028", "Programme i-Police/Focus, 2021-2028"),
    summary: nlFr(
      "Programma van de Geïntegreerde Politie rond i-Police en Focus, lopend tot 2028.",
      "Programme de la police intégrée autour d'i-Police et de Focus, jusqu'en 2028.",
    ),
    themes: ["TECHNOLOGY", "INFORMATION_SHARING"],
    type: "OTHER",
    period: fuzzyDate({ text: nlFr("2021-2028", "2021-2028"), edtf: "2021/2028" }),
    provenance: provenance(5),
  },
  {
    id: recordId(CODE, "Publication", "verslag-studiedagen-uniform"),
    title: nlFr("Verslag studiedagen omtrent het uniform", "Rapport des journées d'étude relatives à l'uniforme"),
    type: "REPORT",
    provenance: provenance(6),
  },
  {
    id: recordId(CODE, "Publication", "implementatiestrategieen-deontologische-code"),
    title: nlFr(
      "Implementatiestrategieën voor de deontologische code van de politiediensten",
      "Stratégies de mise en œuvre du code de déontologie des services de police",
    ),
    subtitle: nlFr(
      "Een “toolbox” voor een modern integriteitsbeleid",
      "Une « boîte à outils » pour une politique d'intégrité moderne",
    ),
    summary: nlFr(
      "Toolbox voor een integriteitsbeleid bij de politie, uit de Katholieke Universiteit Leuven.",
      "Boîte à outils pour une politique d'intégrité au sein de la police, issue de la Katholieke Universiteit Leuven.",
    ),
    themes: ["TRUST"],
    type: "OTHER",
    // Spelt as in the memorandum.
    authors: ["Evi Devis", "Jeroen Maesschalk"],
    provenance: provenance(7),
  },
  {
    id: recordId(CODE, "Publication", "nieuwe-rekruteringsaanpak"),
    title: nlFr("Nieuwe rekruteringsaanpak", "Nouvelle approche de recrutement"),
    summary: nlFr(
      "Webpagina van de Geïntegreerde Politie over haar nieuwe manier van rekruteren.",
      "Page web de la police intégrée sur sa nouvelle manière de recruter.",
    ),
    themes: ["DIVERSITY_HR"],
    type: "OTHER",
    // The page's name is French; its language is otherwise not stated.
    documents: [
      {
        url: `${recruitmentSite}/SitePages/Nouvelle_approche_recrutement.aspx`,
        language: "FR",
        mediaType: "text/html",
      },
    ],
    provenance: provenance(8),
  },
];
