import type { Language } from "@segpol/schema";

/** What every generated title begins with, and a word that every record has: searched, it finds them all. */
export const WORD_IN_ALL = "politie";
/** A word that twenty records have. */
export const RARE_WORD = "dossier7";

/** Words that generated texts are made of, the frequent ones first. */
const WORDS: Readonly<Record<Language, string>> = {
  NL: `vertrouwen burger wijk opleiding samenwerking technologie recherche nabijheid diversiteit welzijn beleid toekomst veiligheid
    gemeente onderzoek aanpak geweld bescherming rekrutering leiding partner informatie uitwisseling protest betoging financiering schaal
    zone federaal lokaal justitie parket school jeugd buurt preventie toezicht camera gegevens privacy ethiek legitimiteit inspraak
    praktijk netwerk werkgroep studie verslag aanbeveling opvolging meting indicator enquête draagvlak communicatie media crisis verkeer`,
  FR: `confiance citoyen quartier formation collaboration technologie recherche proximité diversité bienêtre politique avenir sécurité
    commune enquête approche violence protection recrutement direction partenaire information échange protestation manifestation financement
    échelle zone fédéral local justice parquet école jeunesse voisinage prévention contrôle caméra données privé éthique légitimité
    participation pratique réseau groupe étude rapport recommandation suivi mesure indicateur sondage soutien communication médias crise`,
  DE: `Vertrauen Bürger Viertel Ausbildung Zusammenarbeit Technologie Ermittlung Nähe Vielfalt Wohlbefinden Politik Zukunft Sicherheit
    Gemeinde Forschung Ansatz Gewalt Schutz Anwerbung Leitung Partner Auskunft Austausch Protest Kundgebung Finanzierung Umfang Zone Justiz
    Schule Jugend Nachbarschaft Vorbeugung Aufsicht Kamera Daten Ethik Legitimität Beteiligung Praxis Netzwerk Arbeitsgruppe Studie Bericht`,
  EN: `trust citizen neighbourhood training cooperation technology investigation proximity diversity wellbeing policy future safety
    municipality research approach violence protection recruitment leadership partner information exchange protest demonstration funding scale
    zone federal local justice prosecutor school youth prevention oversight camera data privacy ethics legitimacy participation practice
    network workgroup study report recommendation followup measurement indicator survey support communication media crisis traffic`,
};

/** How titles begin. */
const OPENINGS: Readonly<Record<Language, string>> = {
  NL: "Geïntegreerde politie: studiedag over",
  FR: "Police intégrée (politie): journée d’étude sur",
  DE: "Integrierte Polizei (politie): Studientag über",
  EN: "Integrated police (politie): study day on",
};

/** Different titles and summaries. */
export const SAID = 1_000;
const LANGUAGES: readonly Language[] = ["NL", "FR", "DE", "EN"];

/** Makes functions and texts for the session: what is drawn for the same number is the same, whenever it is drawn. */
export const PREPARE_TEXTS: readonly string[] = [
  // A whole number from 0 to below n.
  `create function pg_temp.draw(i bigint, salt int, n int) returns int language sql immutable as $$
     select ((hashint8(i * 1000 + salt)::bigint & 2147483647) % n)::int $$`,
  // One of the values, the first ones more often.
  `create function pg_temp.pick(i bigint, salt int, among text[]) returns text language sql immutable as $$
     select among[1 + floor(power(pg_temp.draw(i, salt, 100000) / 100000.0::float8, 2) * cardinality(among))::int] $$`,
  `create function pg_temp.words(i bigint, salt int, among text[], n int) returns text language sql immutable as $$
     select string_agg(pg_temp.pick(i, salt + k, among), ' ' order by k) from generate_series(1, n) as k $$`,
  // Titles and summaries of each language, put together once: records have them with a number of their own.
  `create temporary table said as
     select place, lang, opening || pg_temp.words(place, 100, among, 4) as title, pg_temp.words(place, 200, among, 22) as summary
     from generate_series(0, ${SAID - 1}) as place, (values ${LANGUAGES.map(
       (language) => `('${language}', '${OPENINGS[language]} ', ${array(WORDS[language].split(/\s+/))})`,
     ).join(", ")}) as of_language (lang, opening, among)`,
  `create unique index on said (place, lang)`,
  `analyze said`,
];

/** As PostgreSQL writes a list of texts. */
export function array(values: readonly string[]): string {
  return `array[${values.map((value) => `'${value}'`).join(",")}]::text[]`;
}
