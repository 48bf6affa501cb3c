import { defaulted, optional, required } from "./field.js";
import { BOOLEAN, DATE, LINES, PARTNERS, WEB_ADDRESS, WORDS_LIST } from "./plain-sorts.js";
import { STATUS, WHEN, WHAT_SORT } from "./row-types.js";
import { oneOf } from "./sort.js";
import { CAPACITY, PLACE, REGISTRATION } from "./value-objects.js";
import { AttendanceMode, EventKind, EventStatus } from "../vocabulary/vocabulary.js";

/** Fields of an event, beside those that all records have. */
export const EVENT = {
  kind: required(oneOf(EventKind), "What sort of thing takes place.", ["Soort", "Type", "Typ", "Kind"], WHAT_SORT),
  status: defaulted(
    oneOf(EventStatus),
    "CONFIRMED",
    "Whether it goes ahead; CONFIRMED by default.",
    ["Status", "Statut", "Status", "Status"],
    { ...STATUS, explained: "Whether it goes ahead." },
  ),
  date: optional(
    DATE,
    "When it takes place; none: the source states no date.",
    ["Datum", "Date", "Datum", "Date"],
    WHEN,
  ),
  place: optional(PLACE, "Where it takes place.", ["Plaats", "Lieu", "Ort", "Place"], {
    explained: "Where, with the country (BE if nothing is said) and the NIS code of the municipality.",
  }),
  attendance: defaulted(
    oneOf(AttendanceMode),
    "UNKNOWN",
    "Where people take part; UNKNOWN by default.",
    ["Deelname", "Participation", "Teilnahme", "Attendance"],
    { headers: ["deelname|vorm", "participation|forme"], explained: "Where people take part." },
  ),
  organisers: defaulted(
    PARTNERS,
    (code) => [code],
    "Codes of partners, the owner first; the owner alone by default.",
    ["Organisatoren", "Organisateurs", "Veranstalter", "Organisers"],
    {
      headers: ["organisatoren|organisator", "organisateurs|organisateur"],
      explained: "Codes of partners, the owner first.",
    },
  ),
  topics: optional(
    WORDS_LIST,
    "What it deals with, in order.",
    ["Onderwerpen", "Sujets", "Behandelte Themen", "Topics"],
    {
      headers: ["onderwerpen|topics", "sujets"],
      explained: "What is spoken about.",
    },
  ),
  topicsOpen: optional(
    BOOLEAN,
    "Whether the source's list of topics goes on.",
    ["Lijst onvolledig", "Liste non exhaustive", "Liste unvollständig", "List incomplete"],
    { headers: ["onderwerpen open", "sujets ouverts"] },
  ),
  speakers: optional(LINES, "Who speaks, in order.", ["Sprekers", "Orateurs", "Vortragende", "Speakers"], {
    headers: ["sprekers", "orateurs|intervenants"],
    explained: "Who speaks.",
  }),
  capacity: optional(CAPACITY, "How many people it takes.", ["Capaciteit", "Capacité", "Kapazität", "Capacity"], {
    explained: "How many people it takes, in all and in groups.",
  }),
  registration: optional(
    REGISTRATION,
    "How people register.",
    ["Inschrijving", "Inscription", "Anmeldung", "Registration"],
    { explained: "How people register." },
  ),
  livestream: optional(
    WEB_ADDRESS,
    "Where it can be watched.",
    ["Livestream", "Diffusion en direct", "Livestream", "Livestream"],
    { explained: "Address at which it can be followed." },
  ),
};
