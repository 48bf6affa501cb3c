export * from "./values.js";
export {
  type DerivedField,
  derivedField,
  derivedFieldsOf,
  type Derivation,
  type LocalizedText,
  localizedText,
} from "./derived-fields.js";
export { bodyOf, type LabelScheme, labelOf, type NamedBody } from "./vocabulary/labels.js";
export { checkConformance, type ConformanceInput } from "./check-conformance.js";
export { FINDING_CODES, type FindingCode, type Severity } from "./conformance/codes.js";
export type { Finding } from "./conformance/finding.js";
export { DEFAULT_SDL_LIMITS, type SdlLimits } from "./conformance/limits.js";
export { LINK_FIELDS } from "./conformance/link-fields.js";
export { CONTRACT_LINK, CONTRACT_VERSION, FIRST_CONTRACT_VERSION } from "./contract-version.js";
export { type EventTimes, eventTimes } from "./dates/event-times.js";
export { isProfileValue, PROFILE_VALUES, type ProfileField } from "./partner-profile.js";
export { type ServedContract, servedContract } from "./served-contract.js";
export {
  addedIn,
  type ContractField,
  contractFields,
  contractInterface,
  contractSchema,
  contractSdl,
  expectedFields,
} from "./contract.js";
export { DateScalar } from "./scalars/date-scalar.js";
export { DateTimeScalar, isInstant } from "./scalars/date-time-scalar.js";
export { EdtfScalar } from "./scalars/edtf-scalar.js";
export { UrlScalar } from "./scalars/url-scalar.js";
