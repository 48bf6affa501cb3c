import { listLimit, RECORD_LIMITS } from "@segpol/schema/values";
import { z } from "zod";
import { refuse } from "./checks/refuse.js";
import { recordIdText } from "./checks/values.js";
import { optional, required } from "./field.js";
import { objectOf, objectsOf } from "./object-sort.js";
import {
  COUNT,
  COUNTRY,
  DATE,
  DAY,
  DECIMAL,
  LANGUAGE,
  LINE,
  MEDIA_TYPE,
  NIS_CODE,
  PEOPLE,
  RANK,
  SHA256,
  WEB_ADDRESS,
  WORDS,
} from "./plain-sorts.js";
import { oneOf, sort } from "./sort.js";
import { LINK_RELATIONS, RegistrationState } from "../vocabulary/vocabulary.js";

export const PROVENANCE = objectOf("Provenance", "Where a record was taken from.", {
  document: required(LINE, "Title of the document.", ["Bron", "Source", "Quelle", "Source"]),
  locator: optional(LINE, "Place in the document: heading, page, item.", [
    "Plaats in de bron",
    "Endroit dans la source",
    "Stelle in der Quelle",
    "Place in the source",
  ]),
  url: optional(WEB_ADDRESS, "Where the document is.", [
    "Webadres van de bron",
    "Adresse de la source",
    "Webadresse der Quelle",
    "Address of the source",
  ]),
  retrievedAt: optional(DAY, "When it was read.", ["Geraadpleegd op", "Consulté le", "Abgerufen am", "Accessed on"]),
});

export const PLACE = objectOf(
  "Place",
  "Where something takes place.",
  {
    name: required(LINE, "Name of the place.", ["Naam", "Nom", "Name", "Name"], {
      headers: ["plaats|locatie|gemeente|stad", "lieu|endroit|commune|ville"],
    }),
    country: required(COUNTRY, "ISO 3166-1 alpha-2 code: BE.", ["Land", "Pays", "Land", "Country"], { assumed: "BE" }),
    nisCode: optional(
      NIS_CODE,
      "Five-digit code of the Belgian municipality (NIS/REFNIS).",
      ["NIS-code", "Code INS", "NIS-Code", "NIS code"],
      { headers: ["nis code|niscode", "code ins"] },
    ),
  },
  (ctx) => {
    const { country, nisCode } = ctx.value;
    if (nisCode === undefined || country === "BE") return;
    refuse(ctx, "BAD_FORMAT", "no nisCode outside Belgium", {
      path: ["nisCode"],
      came: `${nisCode} in ${country}`,
      mend: "Leave nisCode out, or mend country.",
    });
  },
);

export const CAPACITY = objectOf(
  "Capacity",
  "How many people an event takes.",
  {
    groups: optional(
      PEOPLE,
      "Number of groups.",
      ["Aantal groepen", "Nombre de groupes", "Anzahl der Gruppen", "Number of groups"],
      { headers: ["aantal groepen|groepen", "nombre de groupes|groupes"] },
    ),
    groupMin: optional(
      PEOPLE,
      "Fewest people in a group.",
      ["Minimum per groep", "Minimum par groupe", "Minimum pro Gruppe", "Minimum per group"],
      { headers: ["groep minimum", "groupe minimum"] },
    ),
    groupMax: optional(
      PEOPLE,
      "Most people in a group.",
      ["Maximum per groep", "Maximum par groupe", "Maximum pro Gruppe", "Maximum per group"],
      { headers: ["groep maximum", "groupe maximum"] },
    ),
    min: optional(PEOPLE, "Fewest people in all.", [
      "Deelnemers minimum",
      "Participants minimum",
      "Teilnehmende mindestens",
      "Participants minimum",
    ]),
    max: optional(
      PEOPLE,
      "Most people in all.",
      ["Deelnemers maximum", "Participants maximum", "Teilnehmende höchstens", "Participants maximum"],
      { headers: ["deelnemers maximum|capaciteit", "participants maximum|capacite"] },
    ),
  },
  (ctx) => {
    const { groupMin = 0, groupMax = Infinity, min = 0, max = Infinity } = ctx.value;
    if (groupMin > groupMax) {
      const came = `${groupMin} and ${groupMax}`;
      refuse(ctx, "RANGE_CONTRADICTS", "groupMin no higher than groupMax", { path: ["groupMin"], came });
    }
    if (min > max) {
      refuse(ctx, "RANGE_CONTRADICTS", "min no higher than max", { path: ["min"], came: `${min} and ${max}` });
    }
  },
);

export const REGISTRATION = objectOf(
  "Registration",
  "How people register for an event.",
  {
    state: required(
      oneOf(RegistrationState),
      "Whether people can register now.",
      ["Stand van inschrijving", "État", "Anmeldestatus", "State"],
      { headers: ["inschrijving", "inscription"] },
    ),
    url: optional(
      WEB_ADDRESS,
      "Where people register.",
      ["Inschrijven via", "Lien d'inscription", "Anmelden unter", "Register at"],
      { headers: ["inschrijven op", "lien d inscription"] },
    ),
    opensOn: optional(DAY, "First day of registration.", [
      "Inschrijven vanaf",
      "Inscription à partir du",
      "Anmelden ab",
      "Register from",
    ]),
    closesOn: optional(DAY, "Last day of registration; no earlier than the first.", [
      "Inschrijven tot",
      "Inscription jusqu'au",
      "Anmelden bis",
      "Register until",
    ]),
    contact: optional(LINE, "Whom to ask; no personal data that need not be public.", [
      "Contact",
      "Contact",
      "Kontakt",
      "Contact",
    ]),
  },
  (ctx) => {
    const { opensOn, closesOn } = ctx.value;
    if (opensOn === undefined || closesOn === undefined || opensOn <= closesOn) return;
    const came = `${opensOn} to ${closesOn}`;
    refuse(ctx, "DATES_CONTRADICT", "registration to open before it closes", { path: ["closesOn"], came });
  },
);

export const DOCUMENT = objectOf("Document", "A file of a publication.", {
  url: required(WEB_ADDRESS, "Where the file is.", ["Webadres", "Adresse web", "Webadresse", "Web address"]),
  language: required(LANGUAGE, "The language it is in.", ["Taal", "Langue", "Sprache", "Language"]),
  mediaType: required(MEDIA_TYPE, "IANA media type, such as application/pdf.", [
    "Mediatype",
    "Type de média",
    "Medientyp",
    "Media type",
  ]),
  bytes: optional(COUNT, "Its size.", ["Grootte", "Taille", "Größe", "Size"]),
  sha256: optional(SHA256, "Lower-case hexadecimal SHA-256 of the bytes.", [
    "SHA-256",
    "SHA-256",
    "SHA-256",
    "SHA-256",
  ]),
});

export const PRIORITY = objectOf(
  "Priority",
  "Rank among the source's own priorities.",
  {
    rank: required(RANK, "1 is the highest.", ["Rang", "Rang", "Rang", "Rank"], {
      headers: ["rang|prioriteit", "rang|priorite"],
    }),
    of: required(RANK, "How many were ranked.", ["Op", "Sur", "Von", "Of"]),
    method: optional(WORDS, "How they were ranked.", [
      "Hoe bepaald",
      "Méthode de classement",
      "Wie bestimmt",
      "How determined",
    ]),
  },
  (ctx) => {
    const { rank, of } = ctx.value;
    if (rank > of) {
      refuse(ctx, "RANGE_CONTRADICTS", "rank no higher than of", { path: ["rank"], came: `${rank} of ${of}` });
    }
  },
);

export const EVIDENCE = objectOf("Evidence", "What shows that something was done.", {
  type: required(LINE, "What it is: report, training record, circular.", ["Soort", "Type", "Typ", "Type"]),
  description: required(WORDS, "What it shows.", ["Beschrijving", "Description", "Beschreibung", "Description"]),
  url: optional(WEB_ADDRESS, "Where it is.", ["Webadres", "Adresse web", "Webadresse", "Web address"], {
    fileHash: "sha256",
  }),
  sha256: optional(SHA256, "Lower-case hexadecimal SHA-256 of the bytes.", [
    "SHA-256",
    "SHA-256",
    "SHA-256",
    "SHA-256",
  ]),
});

export const DIMENSION = objectOf("Dimension", "What an observation is broken down by.", {
  name: required(LINE, "Such as gender.", ["Kenmerk", "Caractéristique", "Merkmal", "Characteristic"]),
  value: required(LINE, "Such as women.", ["Waarde", "Valeur", "Wert", "Value"]),
});

export const TARGET = objectOf("Target", "The value an indicator should reach, and when.", {
  value: required(DECIMAL, "In the indicator's unit.", ["Waarde", "Valeur", "Wert", "Value"]),
  period: required(DATE, "When.", ["Periode", "Période", "Zeitraum", "Period"]),
});

export const LINK = objectOf("Link", "A link to a record of any partner.", {
  rel: required(
    sort(z.enum(LINK_RELATIONS), "String", { is: "text" }, "text"),
    `What the link means, seen from the record that has it: ${LINK_RELATIONS.join(", ")}.`,
    ["Verband", "Relation", "Beziehung", "Relation"],
  ),
  id: required(
    sort(recordIdText, "ID", { is: "text" }, "text"),
    "The other record. One of this partner's has to exist; one of another partner's is taken as it is.",
    ["Record", "Fiche", "Datensatz", "Record"],
  ),
});

export const DOCUMENTS = objectsOf(DOCUMENT, listLimit("Publication", "documents"));
export const EVIDENCES = objectsOf(EVIDENCE, listLimit("FollowUp", "evidence"));
export const DIMENSIONS = {
  ...objectsOf(DIMENSION, listLimit("Observation", "dimensions"), ({ name }) => name),
  shape: { is: "pairs", keys: ["name", "value"], between: "=" },
} as const;
export const LINKS = {
  ...objectsOf(LINK, RECORD_LIMITS.links, ({ rel, id }) => `${rel} ${id}`),
  shape: { is: "pairs", keys: ["rel", "id"], between: " " },
} as const;
