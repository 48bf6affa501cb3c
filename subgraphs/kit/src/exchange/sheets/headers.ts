import { plain } from "./plain.js";
import type { Column } from "./columns.js";

/** Dutch and French names of columns; where a text has several languages, its Dutch name means the Dutch column. */
const ALIASES: readonly (readonly [column: string, dutch: string, french: string])[] = [
  ["id", "identificatie|kenmerk", "identifiant"],
  ["version", "versie", "version"],
  ["draft", "ontwerp|concept", "brouillon"],
  ["recommendation", "aanbeveling", "recommandation"],
  ["indicator", "indicator", "indicateur"],
  ["title", "titel|naam", "titre|nom"],
  ["summary", "samenvatting|korte inhoud|beschrijving", "resume"],
  ["themes", "thema|themas|thema s", "theme|themes"],
  ["criteria", "criteria|criterium", "criteres|critere"],
  ["criterion", "hoofdcriterium", "critere principal"],
  ["visibility", "zichtbaarheid", "visibilite"],
  ["url", "webadres|website|adres website", "adresse web|site web|lien"],
  ["links", "verwijzingen", "liens"],
  ["provenance.document", "bron", "source"],
  ["provenance.locator", "plaats in de bron", "endroit dans la source"],
  ["provenance.url", "webadres van de bron", "adresse de la source"],
  ["provenance.retrievedAt", "geraadpleegd op", "consulte le"],
  ["kind", "soort", "sorte|genre"],
  ["type", "soort|type", "type"],
  ["status", "status|toestand", "statut|etat"],
  ["date", "datum|wanneer", "date|quand"],
  ["date.text", "datum in woorden", "date en mots"],
  ["place.name", "plaats|locatie|gemeente|stad", "lieu|endroit|commune|ville"],
  ["place.country", "land", "pays"],
  ["place.nisCode", "nis code|niscode", "code ins"],
  ["attendance", "deelname|vorm", "participation|forme"],
  ["organisers", "organisatoren|organisator", "organisateurs|organisateur"],
  ["topics", "onderwerpen|topics", "sujets"],
  ["topicsOpen", "onderwerpen open", "sujets ouverts"],
  ["speakers", "sprekers", "orateurs|intervenants"],
  ["capacity.groups", "aantal groepen|groepen", "nombre de groupes|groupes"],
  ["capacity.groupMin", "groep minimum", "groupe minimum"],
  ["capacity.groupMax", "groep maximum", "groupe maximum"],
  ["capacity.min", "deelnemers minimum", "participants minimum"],
  ["capacity.max", "deelnemers maximum|capaciteit", "participants maximum|capacite"],
  ["registration.state", "inschrijving", "inscription"],
  ["registration.url", "inschrijven op", "lien d inscription"],
  ["registration.opensOn", "inschrijven vanaf", "inscription a partir du"],
  ["registration.closesOn", "inschrijven tot", "inscription jusqu au"],
  ["registration.contact", "contact", "contact"],
  ["livestream", "livestream", "diffusion en direct"],
  ["ref", "nummer", "numero"],
  ["goal", "doel|doelstelling", "but|objectif"],
  ["context", "achtergrond", "contexte"],
  ["addressees", "bestemmelingen|geadresseerden", "destinataires"],
  ["priority.rank", "rang|prioriteit", "rang|priorite"],
  ["priority.of", "op", "sur"],
  ["priority.method", "hoe bepaald", "methode de classement"],
  ["dueOn", "tegen|vervaldatum|uiterste datum", "echeance"],
  ["unit", "eenheid", "unite"],
  ["direction", "richting", "direction"],
  ["territory", "gebied", "territoire"],
  ["method", "methode", "methode"],
  ["population", "populatie", "population"],
  ["frequency", "frequentie", "frequence"],
  ["limitations", "beperkingen", "limites"],
  ["parent", "hoort onder", "sous"],
  ["text", "tekst", "texte"],
  ["weight", "gewicht", "poids"],
  ["body", "instantie", "instance"],
  ["value", "waarde|antwoord", "valeur|reponse"],
  ["reason", "reden", "motif|raison"],
  ["measure", "maatregel", "mesure"],
  ["actor", "actor|wie", "acteur|qui"],
  ["action", "actie|wat", "action|quoi"],
  ["assessor", "beoordelaar", "evaluateur"],
  ["closure", "afsluiting", "cloture"],
  ["nextReviewOn", "volgende beoordeling", "prochaine evaluation"],
  ["period", "periode", "periode"],
  ["numerator", "teller", "numerateur"],
  ["denominator", "noemer", "denominateur"],
  ["sampleSize", "steekproef", "taille de l echantillon"],
  ["note", "nota|opmerking", "note|remarque"],
  ["dimensions", "uitsplitsing", "ventilation"],
];

const TONGUES: Readonly<Record<string, readonly string[]>> = {
  nl: ["nl", "nederlands", "neerlandais", "dutch"],
  fr: ["fr", "frans", "francais", "french"],
  de: ["de", "duits", "allemand", "german", "deutsch"],
  en: ["en", "engels", "anglais", "english"],
};

/** Finds the columns that headers mean. */
export class HeaderNames {
  readonly #byName = new Map<string, string>();

  constructor(columns: readonly Column[]) {
    const known = new Set(columns.map(({ name }) => name));
    for (const { name } of columns) this.#add(name, name);
    for (const { name } of columns) this.#add(words(name), name);
    for (const [base, dutch, french] of ALIASES) this.#addAliases(base, dutch.split("|"), french.split("|"), known);
  }

  /** The column's name; undefined: no column is called so. */
  find(header: string): string | undefined {
    return this.#byName.get(plain(header));
  }

  #addAliases(base: string, dutch: readonly string[], french: readonly string[], known: ReadonlySet<string>): void {
    const all = [words(base), base, ...dutch, ...french];
    if (known.has(base)) for (const alias of all) this.#add(alias, base);
    for (const [tongue, names] of Object.entries(TONGUES)) {
      const name = `${base}.${tongue}`;
      if (!known.has(name)) continue;
      for (const alias of all) for (const language of names) this.#add(`${alias} ${language}`, name);
    }
    if (known.has(base)) return;
    // A name that is Dutch as well as French or English does not say in which language the column is.
    const unclear = new Set([words(base), ...dutch.filter((alias) => french.includes(alias))].map(plain));
    for (const [tongue, aliases] of [
      ["nl", dutch],
      ["fr", french],
    ] as const) {
      const name = `${base}.${tongue}`;
      for (const alias of aliases) if (known.has(name) && !unclear.has(plain(alias))) this.#add(alias, name);
    }
  }

  /** The first that claims a name keeps it. */
  #add(header: string, column: string): void {
    const key = plain(header);
    if (!this.#byName.has(key)) this.#byName.set(key, column);
  }
}

/** The Dutch and French names of a column. */
export function aliasesOf(column: string): string[] {
  const [, base = column, tongue] = /^(.*?)(?:\.(nl|fr|de|en))?$/.exec(column) ?? [];
  const [, dutch = "", french = ""] = ALIASES.find(([name]) => name === base) ?? [];
  const names = [dutch, french].flatMap((each) => each.split("|")[0] || []);
  return tongue === undefined ? names : names.map((name) => `${name} ${tongue}`);
}

/** topicsOpen as "topics open". */
function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, "$1 $2");
}
