import { fuzzyDate, nlFr, recordId, type EventSeed, type LinkValue } from "@segpol/kit";
import { CODE } from "../config.js";

const provenance = {
  document: "Staten-Generaal van de Politie: overkoepelende thema's en activiteiten",
  locator: "Activiteiten, Ronde tafels (CEP & CPL)",
};

// One period is stated for all the meetings, none for a block by itself.
const date = fuzzyDate({
  text: nlFr("tussen maart en oktober 2022", "entre mars et octobre 2022"),
  edtf: "2022-03/2022-10",
});

const links: readonly LinkValue[] = [{ rel: "series", id: "cpl:event:ronde-tafels-cep-cpl" }];

/** The two blocks of round tables that CEP holds with CPL. */
export const events: readonly EventSeed[] = [
  {
    id: recordId(CODE, "Event", "2022-maatschappelijke-ontwikkelingen-en-crisissituaties"),
    title: nlFr("Maatschappelijke ontwikkelingen en crisissituaties", "Évolutions sociétales et situations de crise"),
    summary: nlFr(
      "Ronde tafels over wat een veranderende samenleving en crisissen van de politie vragen.",
      "Tables rondes sur ce que les mutations de la société et les crises demandent à la police.",
    ),
    themes: ["TRUST", "DIVERSITY_HR"],
    kind: "ROUND_TABLE",
    status: "CONFIRMED",
    date,
    organisers: ["CEP", "CPL"],
    topics: [
      nlFr("Diversiteit en discriminatie", "Diversité et discrimination"),
      nlFr("Kracht en geweld", "Force et violence"),
      nlFr(
        "Nieuwe en opnieuw samengestelde ruimten voor politieoptreden",
        "Espaces nouveaux et recomposés de l'action policière",
      ),
    ],
    topicsOpen: false,
    links,
    provenance,
  },
  {
    id: recordId(CODE, "Event", "2022-uitdagingen-technische-modernisering"),
    title: nlFr(
      "De uitdagingen van technische modernisering, maar ook…",
      "Les défis de la modernisation technique, mais aussi…",
    ),
    summary: nlFr(
      "Ronde tafels over de digitalisering van het politiewerk en wat die betekent voor functies, aanwerving en personeel.",
      "Tables rondes sur la numérisation du travail policier et ses effets sur les métiers, le recrutement et le personnel.",
    ),
    themes: ["TECHNOLOGY", "DIVERSITY_HR"],
    kind: "ROUND_TABLE",
    status: "CONFIRMED",
    date,
    organisers: ["CEP", "CPL"],
    topics: [
      nlFr("“Oude” en “nieuwe” politiebanen", "« Anciens » et « nouveaux » métiers de la police"),
      nlFr(
        "Aanwerving en selectie, of de uitdagingen van het ouder worden",
        "Recrutement et sélection, ou les défis du vieillissement",
      ),
      nlFr(
        "Beloften en uitdagingen van de vierde industrialisatie (politiële digitalisering)",
        "Promesses et défis de la quatrième industrialisation (numérisation policière)",
      ),
    ],
    // The ellipsis stands in the heading and leads into the list; the list itself ends after three topics.
    topicsOpen: false,
    links,
    provenance,
  },
];
