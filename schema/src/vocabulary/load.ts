import { readPackageFile } from "../package-file.js";
import { isPartnerCode } from "../partner-code.js";
import { everyLanguage, listOf, oneOf, orNull, type Reader, refuse, shapeOf, text, url } from "./read.js";
import {
  CRITERION_CODES,
  OBJECTIVE_CODES,
  THEME_CODES,
  type Vocabulary,
  type VocabularyAction,
  type VocabularyCriterion,
  type VocabularyObjective,
  type VocabularyPartner,
  type VocabularySource,
  type VocabularyTheme,
} from "./types.js";

const source = shapeOf<VocabularySource>({ document: text, place: text });

const themes = shapeOf<VocabularyTheme>({
  code: oneOf(THEME_CODES),
  title: everyLanguage,
  definition: everyLanguage,
  broader: orNull(oneOf(THEME_CODES)),
  narrower: listOf(oneOf(THEME_CODES)),
  exactMatch: listOf(url),
  source,
});

const criteria = shapeOf<VocabularyCriterion>({
  code: oneOf(CRITERION_CODES),
  title: everyLanguage,
  definition: everyLanguage,
  source,
});

const action = shapeOf<VocabularyAction>({
  ref: text,
  scope: orNull(oneOf(["INTERNAL", "EXTERNAL"])),
  text: everyLanguage,
  source,
});

const objectives = shapeOf<VocabularyObjective>({
  code: oneOf(OBJECTIVE_CODES),
  title: everyLanguage,
  definition: everyLanguage,
  actions: listOf(action),
  source,
});

const partners = shapeOf<VocabularyPartner>({
  code: (value, place) =>
    isPartnerCode(text(value, place)) ? text(value, place) : refuse(place, "a partner's code", value),
  name: everyLanguage,
  acronym: text,
  role: oneOf(["KEY_PARTNER", "PLUGIN_PARTNER"]),
  website: orNull(url),
  source,
});

/**
 * The shared vocabulary, from the files of vocabulary/, checked and frozen; read once, when this package is loaded.
 * Entries are in the order of the sources.
 */
export const vocabulary: Vocabulary = Object.freeze({
  themes: readVocabularyFile("themes.json", themes),
  criteria: readVocabularyFile("criteria.json", criteria),
  objectives: readVocabularyFile("objectives.json", objectives),
  partners: readVocabularyFile("partners.json", partners),
});

function readVocabularyFile<T>(name: string, read: Reader<T>): readonly T[] {
  return listOf(read)(JSON.parse(readPackageFile(`vocabulary/${name}`)), name);
}
