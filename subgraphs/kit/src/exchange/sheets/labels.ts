import { LANGUAGES, vocabulary } from "@segpol/schema/values";
import { plain } from "./plain.js";

/** Values of the contract's lists in Dutch, French and plain English, where that differs from the value itself. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  PLENARY: ["plenair", "plenaire vergadering", "pleniere", "seance pleniere"],
  SERIES: ["reeks", "serie"],
  ROUND_TABLE: ["ronde tafel", "rondetafel", "table ronde"],
  STUDY_DAY: ["studiedag", "journee d etude"],
  SEMINAR: ["seminarie", "seminaire"],
  WORKSHOP: ["atelier"],
  EXCHANGE_DAY: ["uitwisselingsdag", "journee d echange"],
  TRAINING: ["opleiding", "formation"],
  OTHER: ["andere", "ander", "autre"],
  TENTATIVE: ["onder voorbehoud", "provisoire"],
  CONFIRMED: ["bevestigd", "confirme"],
  CANCELLED: ["canceled", "geannuleerd", "afgelast", "annule"],
  OFFLINE: ["ter plaatse", "sur place", "on site"],
  MIXED: ["hybride", "hybrid", "hybride"],
  UNKNOWN: ["onbekend", "inconnu"],
  PUBLIC: ["openbaar", "publiek"],
  PARTNERS: ["partenaires"],
  CABINET: ["kabinet"],
  TO_BE_ANNOUNCED: ["nog aan te kondigen", "a annoncer"],
  OPEN: ["ouvert", "ouverte"],
  CLOSED: ["gesloten", "ferme", "fermee"],
  NOT_REQUIRED: ["niet nodig", "non requis"],
  REPORT: ["rapport", "verslag"],
  PRESENTATION: ["presentatie"],
  CIRCULAR: ["omzendbrief", "circulaire"],
  NEWS: ["nieuws", "actualite"],
  RECOMMENDATION: ["aanbeveling", "recommandation"],
  COMMITMENT: ["engagement"],
  NO_EVIDENCE: ["geen bewijs", "sans preuve"],
  NOT_STARTED: ["niet begonnen", "pas commence", "non commence"],
  LIMITED: ["beperkt", "limite"],
  SUBSTANTIAL: ["grotendeels", "substantiel"],
  COMPLETE: ["volledig", "voltooid", "complet"],
  SUPPORTED: ["gesteund", "soutenu"],
  SUPPORTED_IN_PART: ["deels gesteund", "soutenu en partie"],
  DECLINED: ["afgewezen", "refuse"],
  NO_RESPONSE: ["geen antwoord", "sans reponse"],
  STATED: ["vermeld", "mentionne"],
  INFERRED: ["afgeleid", "deduit"],
  NL: ["nederlands", "neerlandais", "dutch"],
  FR: ["frans", "francais", "french"],
  DE: ["duits", "allemand", "german", "deutsch"],
  EN: ["engels", "anglais", "english"],
};

const TITLED = [...vocabulary.themes, ...vocabulary.criteria].map(({ code, title }) => ({
  code: code as string,
  names: new Set(LANGUAGES.flatMap((language) => (title[language] ? [plain(title[language])] : []))),
}));
const ACRONYMS = new Map(vocabulary.partners.map(({ acronym, code }) => [plain(acronym), code]));

/** The value of a list that a cell means; the cell itself where it means none, for the desk to refuse. */
export function resolveChoice(cell: string, of: readonly string[]): string {
  const name = plain(cell);
  return of.find((value) => plain(value) === name || LABELS[value]?.includes(name) === true) ?? cell.trim();
}

/** The code that a cell means: itself, or the title of a theme or criterion, or the short name of a partner. */
export function resolveCode(cell: string, of: readonly string[] | undefined): string {
  const name = plain(cell);
  if (of === undefined) return ACRONYMS.get(name) ?? cell.toUpperCase().replaceAll(/[\s-]+/g, "_");
  const titled = TITLED.find(({ code, names }) => of.includes(code) && names.has(name));
  return of.find((code) => plain(code) === name) ?? titled?.code ?? cell;
}
