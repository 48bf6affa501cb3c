import { defaulted, optional, required } from "./field.js";
import { CRITERIA, THEMES, TITLE, WEB_ADDRESS, WORDS } from "./plain-sorts.js";
import { oneOf } from "./sort.js";
import { LINKS, PROVENANCE } from "./value-objects.js";
import { Visibility } from "../vocabulary/vocabulary.js";

/** Fields that records of all kinds have. */
export const COMMON = {
  title: required(
    TITLE,
    "What the record is called; one line in each language.",
    ["Titel", "Titre", "Titel", "Title"],
    { headers: ["titel|naam", "titre|nom"], explained: "The title, in at least one language." },
  ),
  summary: optional(WORDS, "What it is about.", ["Samenvatting", "Résumé", "Zusammenfassung", "Summary"], {
    headers: ["samenvatting|korte inhoud|beschrijving", "resume"],
    explained: "What it is about, in one or two sentences.",
  }),
  themes: defaulted(
    THEMES,
    [],
    "Codes of the hub's themes; none by default.",
    ["Thema's", "Thèmes", "Themen", "Themes"],
    {
      headers: ["thema|themas|thema s", "theme|themes"],
      explained: "Themes of the States General, by code or title.",
    },
  ),
  criteria: defaulted(
    CRITERIA,
    [],
    "Codes of the hub's criteria of legitimacy; none by default.",
    ["Criteria", "Critères", "Kriterien", "Criteria"],
    { headers: ["criteria|criterium", "criteres|critere"], explained: "Criteria of legitimacy, by code or title." },
  ),
  visibility: defaulted(
    oneOf(Visibility),
    "PUBLIC",
    "Who may see it once it is published; PUBLIC by default.",
    ["Zichtbaarheid", "Visibilité", "Sichtbarkeit", "Visibility"],
    { explained: "Who may see it: everybody, staff of all partners, or the cabinet. PUBLIC if nothing is said." },
  ),
  url: optional(
    WEB_ADDRESS,
    "The record's own page at the partner.",
    ["Webadres", "Adresse web", "Webadresse", "Web address"],
    {
      headers: ["webadres|website|adres website", "adresse web|site web|lien"],
    },
  ),
  provenance: optional(
    PROVENANCE,
    "Document, and place in it, that the record was taken from.",
    ["Herkomst", "Provenance", "Herkunft", "Provenance"],
    {
      after: "links",
      explained: "Where it was taken from: the document, the place in it, its address, and when it was read.",
    },
  ),
  links: defaulted(
    LINKS,
    [],
    "Links to records of any partner; none by default.",
    ["Verwijzingen", "Liens", "Verweise", "Links"],
    { explained: "Other records that it has to do with, of any partner." },
  ),
};
