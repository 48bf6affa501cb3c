/** The part of the contract that needs no GraphQL: a process that only reads a file loads this and not the rest. */
export { canonicalJson } from "./canonical-json.js";
export { type EdtfBounds, edtfBounds } from "./dates/edtf-bounds.js";
export { EdtfError } from "./dates/edtf-error.js";
export { type DateBasis, fuzzyDate, type FuzzyDateInput, type FuzzyDateValue } from "./dates/fuzzy-date.js";
export { isRecordKind, KIND_SEGMENTS, RECORD_KINDS, type RecordKind } from "./kinds.js";
export { parseAcceptLanguage } from "./languages/accept-language.js";
export {
  hasText,
  isLanguage,
  isLanguageMap,
  type Language,
  type LanguageMap,
  LANGUAGES,
  languagesOf,
} from "./languages/language-map.js";
export { pickLanguage, pickText } from "./languages/pick-text.js";
export { fieldPrefix, hasPrefix, isPartnerCode, PartnerCodeError, recordTypeName, typePrefix } from "./partner-code.js";
export { isOverdue } from "./overdue.js";
export { listLimit, RECORD_LIMITS } from "./record-limits.js";
export { parseRecordId, recordId, RecordIdError, type RecordIdParts } from "./record-id.js";
export { isVisibleText, leavesMark, withInvisibleWritten } from "./visible-text.js";
export { vocabulary } from "./vocabulary/load.js";
export { VocabularyError } from "./vocabulary/read.js";
export {
  type ActionScope,
  CRITERION_CODES,
  type CriterionCode,
  OBJECTIVE_CODES,
  type ObjectiveCode,
  type PartnerRole,
  THEME_CODES,
  type ThemeCode,
  type Vocabulary,
  type VocabularyAction,
  type VocabularyCriterion,
  type VocabularyObjective,
  type VocabularyPartner,
  type VocabularySource,
  type VocabularyTheme,
} from "./vocabulary/types.js";
export { isCalendarDay } from "./dates/calendar-day.js";
export { isWebAddress } from "./web-address.js";
