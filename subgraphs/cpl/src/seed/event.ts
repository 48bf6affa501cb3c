import { fuzzyDate, nlFr, recordId, type EventSeed } from "@segpol/kit";
import { CODE } from "../config.js";

const document = "Staten-Generaal van de Politie: overkoepelende thema's en activiteiten";

/** The series that CPL shares with the partners that keep the round tables themselves. */
export const events: readonly EventSeed[] = [
  {
    id: recordId(CODE, "Event", "ronde-tafels-cps-cpl"),
    title: nlFr("Ronde tafels (CPS & CPL)", "Tables rondes (CPS & CPL)"),
    summary: nlFr(
      "CPL en CPS diepen samen thema's van de Staten-Generaal uit in zes ronde tafels. Sprekers lichten per thema de vragen toe en de deelnemers wisselen van focusgroep.",
      "CPL et CPS approfondissent ensemble des thèmes des États généraux au fil de six tables rondes. Des orateurs présentent les questions de chaque thème et les participants changent de groupe de discussion.",
    ),
    // The source names no theme for a series: these are what its round tables deal with.
    themes: ["TRUST", "TECHNOLOGY", "QUADRUPLE_HELIX", "INTERNATIONALISATION", "DIVERSITY_HR", "FUNDING_SCALE"],
    kind: "SERIES",
    status: "CONFIRMED",
    date: fuzzyDate({
      text: nlFr(
        "8 december 2021 tot april 2022 (afgeleid uit de data van de ronde tafels)",
        "du 8 décembre 2021 à avril 2022 (déduit des dates des tables rondes)",
      ),
      edtf: "2021-12-08/2022-04",
      basis: "INFERRED",
    }),
    organisers: ["CPL", "CPS"],
    provenance: {
      document,
      locator: "Activiteiten, Ronde tafels (CPS & CPL); periode afgeleid uit de eerste en de laatste datum",
    },
  },
  {
    id: recordId(CODE, "Event", "ronde-tafels-cep-cpl"),
    title: nlFr("Ronde tafels (CEP & CPL)", "Tables rondes (CEP & CPL)"),
    summary: nlFr(
      "Reeks bijeenkomsten van CEP en CPL in twee blokken: veranderingen in de samenleving en crisissen, en technische modernisering.",
      "Série de rencontres du CEP et du CPL en deux volets : les évolutions de la société et les crises, et la modernisation technique.",
    ),
    themes: ["TRUST", "TECHNOLOGY", "DIVERSITY_HR"],
    kind: "SERIES",
    status: "CONFIRMED",
    date: fuzzyDate({
      text: nlFr("tussen maart en oktober 2022", "entre mars et octobre 2022"),
      edtf: "2022-03/2022-10",
    }),
    organisers: ["CPL", "CEP"],
    provenance: { document, locator: "Activiteiten, Ronde tafels (CEP & CPL)" },
  },
];
