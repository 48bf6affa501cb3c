import { vocabulary } from "@segpol/schema/values";
import { LanguageEnum } from "../vocabulary/language-enum.js";
import {
  AttendanceMode,
  Closure,
  DateBasis,
  Direction,
  EventKind,
  EventStatus,
  ImplementationStatus,
  type LinkRelation,
  ObservationStatus,
  PublicationType,
  RecommendationKind,
  RegistrationState,
  ResponseValue,
  Visibility,
} from "../vocabulary/vocabulary.js";
import type { Names } from "./field.js";
import type { EnumList } from "./sort.js";

type NamesOf<T extends string> = Readonly<Record<T, Names>>;

const NAMES = new Map<EnumList, Readonly<Record<string, Names>>>();

/** What people call the values of a closed list. It does not compile until each has names. */
function name<T extends string>(list: Readonly<Record<T, T>>, names: NamesOf<T>): void {
  NAMES.set(list, names);
}

name(Visibility, {
  PUBLIC: ["iedereen", "tout le monde", "alle", "everybody"],
  PARTNERS: [
    "alle partners en het kabinet",
    "tous les partenaires et le cabinet",
    "alle Partner und das Kabinett",
    "all partners and the cabinet",
  ],
  CABINET: ["het kabinet", "le cabinet", "das Kabinett", "the cabinet"],
});
name(DateBasis, {
  STATED: ["staat in de bron", "figure dans la source", "steht in der Quelle", "stated by the source"],
  INFERRED: ["afgeleid", "déduite", "erschlossen", "inferred"],
});
name(LanguageEnum, {
  NL: ["Nederlands", "néerlandais", "Niederländisch", "Dutch"],
  FR: ["Frans", "français", "Französisch", "French"],
  DE: ["Duits", "allemand", "Deutsch", "German"],
  EN: ["Engels", "anglais", "Englisch", "English"],
});
name(EventKind, {
  PLENARY: ["plenaire zitting", "séance plénière", "Plenum", "plenary"],
  SERIES: ["reeks", "série", "Reihe", "series"],
  ROUND_TABLE: ["rondetafel", "table ronde", "Runder Tisch", "round table"],
  STUDY_DAY: ["studiedag", "journée d'étude", "Studientag", "study day"],
  SEMINAR: ["seminarie", "séminaire", "Seminar", "seminar"],
  WORKSHOP: ["workshop", "atelier", "Workshop", "workshop"],
  EXCHANGE_DAY: ["uitwisselingsdag", "journée d'échange", "Austauschtag", "exchange day"],
  TRAINING: ["opleiding", "formation", "Schulung", "training"],
  OTHER: ["andere activiteit", "autre activité", "andere Veranstaltung", "other event"],
});
name(EventStatus, {
  TENTATIVE: ["onder voorbehoud", "sous réserve", "vorläufig", "tentative"],
  CONFIRMED: ["bevestigd", "confirmée", "bestätigt", "confirmed"],
  CANCELLED: ["geannuleerd", "annulée", "abgesagt", "cancelled"],
});
name(AttendanceMode, {
  OFFLINE: ["ter plaatse", "sur place", "vor Ort", "on site"],
  ONLINE: ["online", "en ligne", "online", "online"],
  MIXED: ["ter plaatse en online", "sur place et en ligne", "vor Ort und online", "on site and online"],
  UNKNOWN: ["niet vermeld", "non précisé", "nicht angegeben", "not said"],
});
name(RegistrationState, {
  TO_BE_ANNOUNCED: ["nog aan te kondigen", "encore à annoncer", "wird noch bekannt gegeben", "still to be announced"],
  OPEN: ["inschrijving open", "inscriptions ouvertes", "Anmeldung offen", "registration is open"],
  CLOSED: ["inschrijving gesloten", "inscriptions closes", "Anmeldung geschlossen", "registration is closed"],
  NOT_REQUIRED: ["geen inschrijving nodig", "sans inscription", "keine Anmeldung nötig", "no registration needed"],
});
name(PublicationType, {
  REPORT: ["verslag", "rapport", "Bericht", "report"],
  MEMORANDUM: ["memorandum", "mémorandum", "Memorandum", "memorandum"],
  PRESENTATION: ["presentatie", "présentation", "Präsentation", "presentation"],
  CIRCULAR: ["omzendbrief", "circulaire", "Rundschreiben", "circular"],
  DOSSIER: ["dossier", "dossier", "Dossier", "dossier"],
  NEWS: ["nieuwsbericht", "actualité", "Nachricht", "news item"],
  OTHER: ["andere publicatie", "autre publication", "andere Veröffentlichung", "other publication"],
});
name(RecommendationKind, {
  RECOMMENDATION: ["aanbeveling", "recommandation", "Empfehlung", "recommendation"],
  COMMITMENT: ["engagement", "engagement", "Verpflichtung", "commitment"],
});
name(ImplementationStatus, {
  NO_EVIDENCE: ["geen bewijs", "aucune preuve", "kein Nachweis", "no evidence"],
  NOT_STARTED: ["niet gestart", "pas commencé", "nicht begonnen", "not started"],
  LIMITED: ["beperkt", "limité", "begrenzt", "limited"],
  SUBSTANTIAL: ["aanzienlijk", "substantiel", "erheblich", "substantial"],
  COMPLETE: ["volledig", "complet", "vollständig", "complete"],
});
name(Closure, {
  OPEN: ["open", "ouverte", "offen", "open"],
  CLOSED_IMPLEMENTED: [
    "afgesloten: uitgevoerd",
    "close : mise en œuvre",
    "abgeschlossen: umgesetzt",
    "closed: implemented",
  ],
  CLOSED_NOT_IMPLEMENTED: [
    "afgesloten: niet uitgevoerd",
    "close : non mise en œuvre",
    "abgeschlossen: nicht umgesetzt",
    "closed: not implemented",
  ],
  NO_LONGER_RELEVANT: [
    "afgesloten: niet meer relevant",
    "close : devenue sans objet",
    "abgeschlossen: nicht mehr relevant",
    "closed: no longer relevant",
  ],
  COULD_NOT_BE_VERIFIED: [
    "afgesloten: niet na te gaan",
    "close : invérifiable",
    "abgeschlossen: nicht überprüfbar",
    "closed: could not be verified",
  ],
});
name(ResponseValue, {
  SUPPORTED: ["gesteund", "soutenue", "unterstützt", "supported"],
  SUPPORTED_IN_PART: ["deels gesteund", "soutenue en partie", "teilweise unterstützt", "supported in part"],
  DECLINED: ["afgewezen", "refusée", "abgelehnt", "declined"],
  NO_RESPONSE: ["geen antwoord", "sans réponse", "keine Antwort", "no response"],
});
name(ObservationStatus, {
  NORMAL: ["definitief", "définitif", "endgültig", "final"],
  PROVISIONAL: ["voorlopig", "provisoire", "vorläufig", "provisional"],
  ESTIMATED: ["geschat", "estimé", "geschätzt", "estimated"],
  INCONSISTENT: [
    "tegenstrijdig: teller en noemer geven deze waarde niet",
    "incohérent : numérateur et dénominateur ne donnent pas cette valeur",
    "widersprüchlich: Zähler und Nenner ergeben diesen Wert nicht",
    "inconsistent: numerator and denominator do not give this value",
  ],
});
name(Direction, {
  HIGHER_IS_BETTER: ["hoger", "plus haut", "höher", "higher"],
  LOWER_IS_BETTER: ["lager", "plus bas", "niedriger", "lower"],
  NEUTRAL: [
    "geen van beide: ter informatie",
    "ni l'un ni l'autre : pour information",
    "keines von beiden: zur Information",
    "neither: it is for information",
  ],
});

/** What a link means, read from the record that has it to the one that it leads to. */
export const RELATION_NAMES: NamesOf<LinkRelation> = {
  series: ["hoort bij de reeks", "fait partie de la série", "gehört zur Reihe", "belongs to the series"],
  event: [
    "komt voort uit de activiteit",
    "est issue de l'événement",
    "geht aus der Veranstaltung hervor",
    "comes from the event",
  ],
  publication: [
    "staat in de publicatie",
    "figure dans la publication",
    "steht in der Veröffentlichung",
    "stands in the publication",
  ],
  recommendation: [
    "gaat over de aanbeveling",
    "porte sur la recommandation",
    "betrifft die Empfehlung",
    "is about the recommendation",
  ],
  legitimacyIndicator: [
    "heeft invloed op de indicator",
    "influence l'indicateur",
    "wirkt auf den Indikator",
    "should move the indicator",
  ],
  supersedes: ["vervangt", "remplace", "ersetzt", "supersedes"],
  followsUp: ["geeft gevolg aan", "donne suite à", "setzt fort", "follows up"],
  related: ["heeft te maken met", "est en rapport avec", "hängt zusammen mit", "is related to"],
};

const ofTerms = (
  terms: readonly { readonly code: string; readonly title: object }[],
): Readonly<Record<string, Names>> => Object.fromEntries(terms.map(({ code, title }) => [code, namesOf(code, title)]));

function namesOf(
  code: string,
  title: { readonly NL?: string; readonly FR?: string; readonly DE?: string; readonly EN?: string },
): Names {
  const { NL = code, FR = NL, DE = NL, EN = NL } = title;
  return [NL, FR, DE, EN];
}

/** What people call what the hub owns and records name by its code. */
export const TERM_NAMES = {
  Theme: ofTerms(vocabulary.themes),
  LegitimacyCriterion: ofTerms(vocabulary.criteria),
  Partner: Object.fromEntries(
    vocabulary.partners.map(({ code, acronym }) => [code, [acronym, acronym, acronym, acronym]]),
  ),
} as const satisfies Readonly<Record<string, Readonly<Record<string, Names>>>>;

/** What people call the values of a list; undefined: it has no names. */
export function choiceNames(list: EnumList): Readonly<Record<string, Names>> | undefined {
  return NAMES.get(list);
}
