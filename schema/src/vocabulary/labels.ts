import { type LanguageMap, languagesOf } from "../languages/language-map.js";
import { readPackageFile } from "../package-file.js";
import { everyLanguage, listOf, type Reader, shapeOf, text } from "./read.js";

/** What the names of a table are for. */
export const LABEL_SCHEMES = [
  "unit",
  "frequency",
  "evidenceType",
  "dimension",
  "dimensionValue",
  "territory",
  "body",
] as const;
export type LabelScheme = (typeof LABEL_SCHEMES)[number];

/** Something that records name by a word or a code, with what it is called in the languages of the hub. */
export interface Label {
  /** Known to programs; a word of it stands in records too. */
  readonly code: string;
  readonly label: LanguageMap;
  /** Further words by which records name it. */
  readonly also: readonly string[];
}

/** A body as records name it. */
export interface NamedBody {
  /** Of a body that the table does not know: made from its name. */
  readonly id: string;
  readonly name: LanguageMap;
}

const FILES: Readonly<Record<LabelScheme, string>> = {
  unit: "units.json",
  frequency: "frequencies.json",
  evidenceType: "evidence-types.json",
  dimension: "dimensions.json",
  dimensionValue: "dimension-values.json",
  territory: "territories.json",
  body: "bodies.json",
};

const readLabel: Reader<Label> = shapeOf<Label>({ code: text, label: everyLanguage, also: listOf(text) });

const tables = new Map(LABEL_SCHEMES.map((scheme) => [scheme, tableOf(FILES[scheme])]));

/** The entries of a table, in the order of its file. */
export function labelsOf(scheme: LabelScheme): readonly Label[] {
  return [...new Set(tables.get(scheme)?.values())];
}

/** What a word or code of a record is called; undefined: the table does not know it. Case, and spaces around it, do not matter. */
export function labelOf(scheme: LabelScheme, word: string): LanguageMap | undefined {
  return tables.get(scheme)?.get(normalized(word))?.label;
}

/** The body that a record names. One that the table does not know is called as the record calls it. */
export function bodyOf(name: string): NamedBody {
  const known = tables.get("body")?.get(normalized(name));
  if (known) return { id: known.code, name: known.label };
  const id = normalized(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replaceAll(" ", "-");
  return { id: id === "" ? name : id, name: { original: "NL", NL: name } };
}

function tableOf(file: string): ReadonlyMap<string, Label> {
  const table = new Map<string, Label>();
  const labels = listOf(readLabel)(JSON.parse(readPackageFile(`vocabulary/labels/${file}`)), file);
  for (const label of labels) {
    const texts = languagesOf(label.label).flatMap((language) => label.label[language] ?? []);
    for (const word of new Set([label.code, ...texts, ...label.also].map(normalized))) {
      const other = table.get(word);
      if (other) throw new Error(`Expected one entry of ${file} for "${word}"; got ${other.code} and ${label.code}.`);
      table.set(word, label);
    }
  }
  return table;
}

function normalized(word: string): string {
  return word.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}
