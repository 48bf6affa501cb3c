/** Languages of the landing page. */
export const LANDING_LANGUAGES = ["nl", "fr", "en"] as const;
export type LandingLanguage = (typeof LANDING_LANGUAGES)[number];

/** Everything the landing page says, in one language. */
export interface LandingTexts {
  readonly languageName: string;
  readonly title: string;
  readonly lead: string;
  readonly audiencesTitle: string;
  readonly audiences: readonly { readonly who: string; readonly what: string }[];
  readonly startTitle: string;
  readonly explorer: string;
  readonly explorerAbout: string;
  readonly graph: string;
  readonly graphAbout: string;
  readonly health: string;
  readonly healthAbout: string;
  readonly figuresTitle: string;
  readonly partner: string;
  readonly records: string;
  readonly state: string;
  readonly states: Readonly<Record<"LIVE" | "STALE" | "DOWN" | "NEVER_HARVESTED", string>>;
  readonly figuresFailed: string;
  readonly needsScript: string;
}

export const LANDING_TEXTS: Readonly<Record<LandingLanguage, LandingTexts>> = {
  nl: {
    languageName: "Nederlands",
    title: "De hub van de Staten-Generaal van de Politie",
    lead: "Eén GraphQL-graaf over het werk van alle partners: activiteiten, publicaties, aanbevelingen met hun opvolging, en indicatoren van politielegitimiteit. Elke partner beheert zijn eigen gegevens; de hub brengt ze samen.",
    audiencesTitle: "Voor wie",
    audiences: [
      { who: "Partners", what: "houden hun gegevens bij zich en zien ze hier naast die van de anderen." },
      { who: "Bouwers van dashboards", what: "bevragen alles op één adres, met documentatie in het schema zelf." },
      { who: "Het kabinet", what: "ziet per thema en per partner wat er loopt, en hoe vers elk cijfer is." },
    ],
    startTitle: "Beginnen",
    explorer: "Verkenner",
    explorerAbout: "voorbeelden, documentatie en een editor in de browser",
    graph: "GraphQL-adres",
    graphAbout: "voor programma's: POST met JSON",
    health: "Toestand",
    healthAbout: "of de hub draait en klaar is",
    figuresTitle: "Nu in de hub",
    partner: "Partner",
    records: "Records",
    state: "Toestand",
    states: { LIVE: "actueel", STALE: "loopt achter", DOWN: "niet bereikbaar", NEVER_HARVESTED: "nog niet opgehaald" },
    figuresFailed: "De cijfers zijn nu niet op te vragen.",
    needsScript: "Voor de cijfers is JavaScript nodig.",
  },
  fr: {
    languageName: "Français",
    title: "Le hub des États généraux de la police",
    lead: "Un seul graphe GraphQL pour le travail de tous les partenaires : activités, publications, recommandations et leur suivi, indicateurs de légitimité policière. Chaque partenaire gère ses propres données ; le hub les réunit.",
    audiencesTitle: "Pour qui",
    audiences: [
      { who: "Les partenaires", what: "gardent leurs données chez eux et les voient ici à côté de celles des autres." },
      {
        who: "Les créateurs de tableaux de bord",
        what: "interrogent tout à une seule adresse, documentée dans le schéma.",
      },
      {
        who: "Le cabinet",
        what: "voit par thème et par partenaire ce qui est en cours, et la fraîcheur de chaque chiffre.",
      },
    ],
    startTitle: "Commencer",
    explorer: "Explorateur",
    explorerAbout: "exemples, documentation et éditeur dans le navigateur",
    graph: "Adresse GraphQL",
    graphAbout: "pour les programmes : POST en JSON",
    health: "État",
    healthAbout: "si le hub fonctionne et est prêt",
    figuresTitle: "Actuellement dans le hub",
    partner: "Partenaire",
    records: "Fiches",
    state: "État",
    states: { LIVE: "à jour", STALE: "en retard", DOWN: "injoignable", NEVER_HARVESTED: "pas encore moissonné" },
    figuresFailed: "Les chiffres ne sont pas disponibles pour le moment.",
    needsScript: "JavaScript est nécessaire pour afficher les chiffres.",
  },
  en: {
    languageName: "English",
    title: "The hub of the States General of the Police",
    lead: "One GraphQL graph over the work of all partners: events, publications, recommendations with their follow-up, and indicators of police legitimacy. Each partner keeps its own data; the hub brings them together.",
    audiencesTitle: "For whom",
    audiences: [
      { who: "Partners", what: "keep their data at home and see them here beside those of the others." },
      { who: "Dashboard builders", what: "query everything at one address, documented in the schema itself." },
      { who: "The cabinet", what: "sees what is going on by theme and by partner, and how fresh each figure is." },
    ],
    startTitle: "Get started",
    explorer: "Explorer",
    explorerAbout: "examples, documentation and an editor in the browser",
    graph: "GraphQL address",
    graphAbout: "for programs: POST with JSON",
    health: "Health",
    healthAbout: "whether the hub is up and ready",
    figuresTitle: "In the hub now",
    partner: "Partner",
    records: "Records",
    state: "State",
    states: { LIVE: "up to date", STALE: "behind", DOWN: "out of reach", NEVER_HARVESTED: "not harvested yet" },
    figuresFailed: "The figures cannot be had right now.",
    needsScript: "The figures need JavaScript.",
  },
};
