import { add, type Case, change, full, THEME, wrong } from "../case.js";
import { edited } from "../sample-subgraph.js";

export const contractTypeCases: readonly Case[] = [
  wrong("REFERENCE_FIELD", "Theme.title", "a field of the hub's", change(`${THEME} {`, `${THEME} {\n  title: String`)),
  wrong(
    "REFERENCE_FIELD",
    "Partner.ccGpiBudget",
    "a field of its own, in an extension",
    add("extend type Partner { ccGpiBudget: Int }"),
  ),
  wrong(
    "REFERENCE_FIELD",
    "Theme.code",
    "a key of another type",
    change(`${THEME} {\n  code: ID!`, `${THEME} {\n  code: String!`),
  ),
  wrong("REFERENCE_FIELD", "Theme", "no field", change(`${THEME} {\n  code: ID!\n}`, THEME)),
  wrong("REFERENCE_KEY_WRONG", "Theme", "a key that it resolves", change(THEME, 'type Theme @key(fields: "code")')),
  wrong("REFERENCE_KEY_WRONG", "Theme", "resolvable said to be true", change(THEME, THEME.replace("false", "true"))),
  wrong("REFERENCE_KEY_WRONG", "Theme", "no key", change(THEME, "type Theme")),
  wrong(
    "CONTRACT_TYPE_KIND",
    "Place",
    "a scalar",
    edited(full, /type Place [^}]*\}/.exec(full)?.[0] ?? "", "scalar Place"),
  ),
  wrong("CONTRACT_TYPE_KIND", "Date", "an enum", change("scalar Date\n", "enum Date { TODAY }\n")),
  wrong(
    "CONTRACT_TYPE_KIND",
    "Place",
    "a value type with an interface",
    change("type Place @", "type Place implements CcGpiNamed @"),
  ),
  wrong("CONTRACT_TYPE_FIELDS", "Place.nisCode", "a field missing", change("  nisCode: String\n", "")),
  wrong(
    "CONTRACT_TYPE_FIELDS",
    "Place.postCode",
    "a field added",
    change("  nisCode: String\n", "  nisCode: String\n  postCode: String\n"),
  ),
  wrong(
    "CONTRACT_TYPE_FIELDS",
    "Place.constructor",
    "a field added with a name that every object knows",
    change("  nisCode: String\n", "  nisCode: String\n  constructor: String\n"),
  ),
  wrong("CONTRACT_TYPE_FIELDS", "Place.nisCode", "another nullability", change("nisCode: String", "nisCode: String!")),
  wrong(
    "CONTRACT_TYPE_FIELDS",
    "FuzzyDate.text",
    "an argument missing",
    change("text(lang: Language): String!\n  edtf", "text: String!\n  edtf"),
  ),
  wrong(
    "CONTRACT_TYPE_FIELDS",
    "RecordChange.withdrawn",
    "a field of the change feed missing",
    change("  withdrawn: Boolean!\n", ""),
  ),
  wrong(
    "CONTRACT_TYPE_FIELDS",
    "RecordChange.visibility",
    "a field that may be left out, of another type",
    change("erased: Boolean!\n  visibility: Visibility\n", "erased: Boolean!\n  visibility: String\n"),
  ),
  wrong("CONTRACT_ENUM_VALUES", "Language.DE", "a language missing", change("  DE\n", "")),
  wrong("CONTRACT_ENUM_VALUES", "Language.IT", "a language added, in an extension", add("extend enum Language { IT }")),
];
