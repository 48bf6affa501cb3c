import { type EventSeed, fuzzyDate, nlFr, recordId } from "@segpol/kit";
import { CODE } from "../config.js";
import { DOCUMENT } from "./source.js";

/** What the source says of all the round tables that CPS holds with CPL. */
const common = {
  kind: "ROUND_TABLE",
  organisers: ["CPS", "CPL"],
  topicsOpen: true,
  capacity: { groups: 5, groupMin: 8, groupMax: 10, min: 40, max: 50 },
  registration: { state: "TO_BE_ANNOUNCED" },
  links: [{ rel: "series", id: "cpl:event:ronde-tafels-cps-cpl" }],
} as const satisfies Partial<EventSeed>;

function provenance(title: string): { document: string; locator: string } {
  return { document: DOCUMENT, locator: `Activiteiten, Ronde tafels (CPS & CPL), ${title}` };
}

/**
 * The six round tables, in the order of the source. Their themes are an editorial choice: the source says that some of its nine
 * themes will be studied, not which of them at which round table.
 */
export const roundTables: readonly EventSeed[] = [
  {
    ...common,
    id: recordId(CODE, "Event", "2021-12-08-recherche"),
    title: nlFr("Recherche", "Enquête et recherche"),
    summary: nlFr(
      "Ronde tafel over hoe rechercheurs tegen 2030 werken, met welke andere disciplines, en wie zij zijn.",
      "Table ronde sur le travail des enquêteurs à l'horizon 2030, les disciplines qui les entourent et leur profil.",
    ),
    themes: ["QUADRUPLE_HELIX", "DIVERSITY_HR"],
    date: fuzzyDate({ text: nlFr("8 december 2021", "8 décembre 2021"), edtf: "2021-12-08" }),
    place: { name: "Sint-Niklaas", country: "BE", nisCode: "46021" },
    topics: [
      nlFr("Recherche in een multidisciplinaire omgeving", "L'enquête dans un environnement multidisciplinaire"),
      nlFr("Recherche op het terrein in 2030?", "L'enquête de terrain en 2030 ?"),
      nlFr("Mens in de recherche", "L'humain dans l'enquête"),
    ],
    provenance: provenance("Recherche"),
  },
  {
    ...common,
    id: recordId(CODE, "Event", "2022-01-mens-en-organisatie"),
    title: nlFr("Mens en Organisatie", "L'humain et l'organisation"),
    summary: nlFr(
      "Ronde tafel over de politie als werkgever: aantrekkelijk, flexibel en integer.",
      "Table ronde sur la police comme employeur : attractif, flexible et intègre.",
    ),
    themes: ["DIVERSITY_HR"],
    date: fuzzyDate({ text: nlFr("Eind januari 2022", "Fin janvier 2022"), edtf: "[2022-01-21..2022-01-31]" }),
    // The source names no place for this one.
    topics: [
      nlFr("Politie als aantrekkelijke werkgever", "La police, un employeur attractif"),
      nlFr("Politie als flexibele werkgever", "La police, un employeur flexible"),
      nlFr("Integriteitsbeleid", "Politique d'intégrité"),
    ],
    provenance: provenance("Mens en Organisatie"),
  },
  {
    ...common,
    id: recordId(CODE, "Event", "2022-02-22-technologie-en-innovatie"),
    title: nlFr("Technologie en Innovatie", "Technologie et innovation"),
    summary: nlFr(
      "Ronde tafel over het politiewerk van 2030, de technologie die daarbij hoort en de processen die ze dragen.",
      "Table ronde sur le travail policier de 2030, la technologie qu'il appelle et les processus qui la portent.",
    ),
    themes: ["TECHNOLOGY"],
    date: fuzzyDate({ text: nlFr("22 februari 2022", "22 février 2022"), edtf: "2022-02-22" }),
    place: { name: "Brugge", country: "BE", nisCode: "31005" },
    topics: [
      nlFr("Politiewerk in 2030", "Le travail policier en 2030"),
      nlFr("Welke technologie in dat werk?", "Quelle technologie dans ce travail ?"),
      nlFr("Welke processen om dit te ondersteunen?", "Quels processus pour le soutenir ?"),
    ],
    provenance: provenance("Technologie en Innovatie"),
  },
  {
    ...common,
    id: recordId(CODE, "Event", "2022-03-16-internationale-politiesamenwerking"),
    title: nlFr("Internationale politiesamenwerking", "Coopération policière internationale"),
    summary: nlFr(
      "Ronde tafel over de structuur en de strategie van samenwerking over de grenzen, ook bij ordehandhaving.",
      "Table ronde sur la structure et la stratégie de la coopération transfrontalière, y compris en maintien de l'ordre.",
    ),
    themes: ["INTERNATIONALISATION"],
    date: fuzzyDate({ text: nlFr("16 maart 2022", "16 mars 2022"), edtf: "2022-03-16" }),
    place: { name: "Leuven", country: "BE", nisCode: "24062" },
    topics: [
      nlFr("Structuur", "Structure"),
      nlFr("Strategie", "Stratégie"),
      nlFr("Ordehandhaving", "Maintien de l'ordre"),
    ],
    provenance: provenance("Internationale politiesamenwerking"),
  },
  {
    ...common,
    id: recordId(CODE, "Event", "2022-03-22-politie-en-bevolking"),
    title: nlFr("Politie en bevolking", "Police et population"),
    summary: nlFr(
      "Ronde tafel over dwang, polarisatie en diversiteit in de verhouding tussen politie en bevolking.",
      "Table ronde sur la contrainte, la polarisation et la diversité dans les rapports entre la police et la population.",
    ),
    themes: ["TRUST", "DIVERSITY_HR"],
    date: fuzzyDate({ text: nlFr("22 maart 2022", "22 mars 2022"), edtf: "2022-03-22" }),
    place: { name: "Anderlecht", country: "BE", nisCode: "21001" },
    topics: [
      nlFr("Dwang/Geweld", "Contrainte/Violence"),
      nlFr("Polarisatie/sociaal weefsel/fake news", "Polarisation/tissu social/fake news"),
      nlFr("Diversiteit", "Diversité"),
    ],
    provenance: provenance("Politie en bevolking"),
  },
  {
    ...common,
    id: recordId(CODE, "Event", "2022-04-finlog-en-organisatie"),
    title: nlFr("FINLOG & Organisatie", "FINLOG & Organisation"),
    summary: nlFr(
      "Ronde tafel over geld, ethiek en democratische sturing van de politieorganisatie.",
      "Table ronde sur les moyens, l'éthique et le pilotage démocratique de l'organisation policière.",
    ),
    themes: ["FUNDING_SCALE"],
    date: fuzzyDate({ text: nlFr("April 2022", "Avril 2022"), edtf: "2022-04-XX" }),
    place: { name: "Antwerpen", country: "BE", nisCode: "11002" },
    topics: [
      nlFr("Politiek en democratie", "Politique et démocratie"),
      nlFr("Ethiek in de organisatie", "L'éthique dans l'organisation"),
      nlFr("Dotatie en toegevoegde waarde voor burger", "Dotation et valeur ajoutée pour le citoyen"),
    ],
    provenance: provenance("FINLOG & Organisatie"),
  },
];
