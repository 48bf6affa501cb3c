import type { LanguageMap } from "../languages/language-map.js";

/** Where an entry of the vocabulary was taken from. */
export interface VocabularySource {
  /** Title of the document. */
  readonly document: string;
  /** Heading or page in it. */
  readonly place: string;
}

/** Codes of the nine themes of the States General, in the source's order. */
export const THEME_CODES = [
  "TRUST",
  "TECHNOLOGY",
  "QUADRUPLE_HELIX",
  "INTERNATIONALISATION",
  "INFORMATION_SHARING",
  "VIOLENCE_AGAINST_POLICE",
  "DIVERSITY_HR",
  "NEW_PROTEST",
  "FUNDING_SCALE",
] as const;
export type ThemeCode = (typeof THEME_CODES)[number];

/** Codes of the four criteria of police legitimacy, in the source's order. */
export const CRITERION_CODES = ["EFFICIENCY", "LEGALITY", "DISTRIBUTIVE_JUSTICE", "PROCEDURAL_JUSTICE"] as const;
export type CriterionCode = (typeof CRITERION_CODES)[number];

/** Codes of the three objectives for 2030, in the source's order. */
export const OBJECTIVE_CODES = ["SO1", "SO2", "SO3"] as const;
export type ObjectiveCode = (typeof OBJECTIVE_CODES)[number];

/** One of the nine themes; a SKOS concept. */
export interface VocabularyTheme {
  readonly code: ThemeCode;
  readonly title: LanguageMap;
  readonly definition: LanguageMap;
  /** Code of the wider theme; null: none. */
  readonly broader: ThemeCode | null;
  /** Codes of narrower themes. */
  readonly narrower: readonly ThemeCode[];
  /** The same concept in other vocabularies, as URLs. */
  readonly exactMatch: readonly string[];
  readonly source: VocabularySource;
}

/** A criterion of police legitimacy. */
export interface VocabularyCriterion {
  readonly code: CriterionCode;
  readonly title: LanguageMap;
  readonly definition: LanguageMap;
  readonly source: VocabularySource;
}

/** Who acts: the police itself, or others. */
export type ActionScope = "INTERNAL" | "EXTERNAL";

/** One action of an objective. */
export interface VocabularyAction {
  /** SO1.int.1 */
  readonly ref: string;
  /** Null: the source does not divide this objective's actions. */
  readonly scope: ActionScope | null;
  readonly text: LanguageMap;
  readonly source: VocabularySource;
}

/** An objective for 2030. */
export interface VocabularyObjective {
  readonly code: ObjectiveCode;
  readonly title: LanguageMap;
  readonly definition: LanguageMap;
  readonly actions: readonly VocabularyAction[];
  readonly source: VocabularySource;
}

/** Whether a partner was there from the beginning, or joined later. */
export type PartnerRole = "KEY_PARTNER" | "PLUGIN_PARTNER";

/** An organisation that keeps part of the graph. */
export interface VocabularyPartner {
  /** CC_GPI */
  readonly code: string;
  readonly name: LanguageMap;
  /** As people write it: CC GPI. */
  readonly acronym: string;
  readonly role: PartnerRole;
  /** Null: the sources state none. */
  readonly website: string | null;
  readonly source: VocabularySource;
}

/** What all partners share. */
export interface Vocabulary {
  readonly themes: readonly VocabularyTheme[];
  readonly criteria: readonly VocabularyCriterion[];
  readonly objectives: readonly VocabularyObjective[];
  readonly partners: readonly VocabularyPartner[];
}
