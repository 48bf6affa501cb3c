import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type {
  ActionScope,
  AssessedFilter,
  AttendanceMode,
  ChangeKind,
  Closure,
  DateCertaintyFilter,
  Direction,
  EventKind,
  EventStatus,
  GapKind,
  HistoryStep,
  ImplementationStatus,
  ObservationStatus,
  PartnerRole,
  PublicationType,
  RecommendationKind,
  RegistrationState,
  ResponseValue,
  SourceState,
} from "../generated/operations.js";

/** Enumerations in words: by their code, so that a new one does not compile until it has words. */
type Labels<Code extends string> = Readonly<Record<Code, MessageDescriptor>>;

export const SOURCE_STATES: Labels<SourceState> = {
  LIVE: msg`in sync`,
  STALE: msg`answers, but is not read up to date`,
  DOWN: msg`does not answer; shown is what it had last`,
  NEVER_HARVESTED: msg`not read yet`,
};

export const IMPLEMENTATION_STATUSES: Labels<ImplementationStatus> = {
  NO_EVIDENCE: msg`no evidence`,
  NOT_STARTED: msg`not started`,
  LIMITED: msg`limited`,
  SUBSTANTIAL: msg`substantial`,
  COMPLETE: msg`complete`,
};

/** What was found, and that nobody has looked. */
export const ASSESSED: Labels<AssessedFilter> = { NOT_ASSESSED: msg`by nobody`, ...IMPLEMENTATION_STATUSES };

export const CLOSURES: Labels<Closure> = {
  OPEN: msg`open`,
  CLOSED_IMPLEMENTED: msg`closed: implemented`,
  CLOSED_NOT_IMPLEMENTED: msg`closed: not implemented`,
  NO_LONGER_RELEVANT: msg`closed: no longer relevant`,
  COULD_NOT_BE_VERIFIED: msg`closed: could not be verified`,
};

export const RECOMMENDATION_KINDS: Labels<RecommendationKind> = {
  RECOMMENDATION: msg`recommendation`,
  COMMITMENT: msg`commitment`,
};

export const RESPONSE_VALUES: Labels<ResponseValue> = {
  SUPPORTED: msg`supported`,
  SUPPORTED_IN_PART: msg`supported in part`,
  DECLINED: msg`declined`,
  NO_RESPONSE: msg`no response`,
};

export const CHANGE_KINDS: Labels<ChangeKind> = {
  CREATED: msg`new`,
  UPDATED: msg`changed`,
  WITHDRAWN: msg`withdrawn`,
};

export const VISIBILITIES: Labels<"PUBLIC" | "PARTNERS" | "CABINET"> = {
  PUBLIC: msg`everybody`,
  PARTNERS: msg`staff of partners, and the cabinet`,
  CABINET: msg`the cabinet`,
};

export const DIRECTIONS: Labels<Direction> = {
  HIGHER_IS_BETTER: msg`higher`,
  LOWER_IS_BETTER: msg`lower`,
  NEUTRAL: msg`neither: it is for information`,
};

export const OBSERVATION_STATUSES: Labels<ObservationStatus> = {
  NORMAL: msg`final`,
  PROVISIONAL: msg`provisional`,
  ESTIMATED: msg`estimated`,
  INCONSISTENT: msg`inconsistent: numerator and denominator do not give this value`,
};

export const PARTNER_ROLES: Labels<PartnerRole> = {
  KEY_PARTNER: msg`key partner`,
  PLUGIN_PARTNER: msg`partner that joined later`,
};

export const ACTION_SCOPES: Labels<ActionScope> = {
  INTERNAL: msg`Within the police`,
  EXTERNAL: msg`Around the police`,
};

export const EVENT_KINDS: Labels<EventKind> = {
  PLENARY: msg`plenary`,
  SERIES: msg`series`,
  ROUND_TABLE: msg`round table`,
  STUDY_DAY: msg`study day`,
  SEMINAR: msg`seminar`,
  WORKSHOP: msg`workshop`,
  EXCHANGE_DAY: msg`exchange day`,
  TRAINING: msg`training`,
  OTHER: msg`other event`,
};

export const EVENT_STATUSES: Labels<EventStatus> = {
  TENTATIVE: msg`tentative`,
  CONFIRMED: msg`confirmed`,
  CANCELLED: msg`cancelled`,
};

export const DATE_CERTAINTIES: Labels<DateCertaintyFilter> = {
  DAY: msg`on a day that is known`,
  APPROXIMATE: msg`at about a time`,
  OPEN_ENDED: msg`without an end`,
  UNDATED: msg`without a date`,
};

export const PUBLICATION_TYPES: Labels<PublicationType> = {
  REPORT: msg`report`,
  MEMORANDUM: msg`memorandum`,
  PRESENTATION: msg`presentation`,
  CIRCULAR: msg`circular`,
  DOSSIER: msg`dossier`,
  NEWS: msg`news item`,
  OTHER: msg`other publication`,
};

export const GAP_KINDS: Labels<GapKind> = {
  THEME_WITHOUT_EVENT: msg`theme without an event`,
  THEME_WITHOUT_RECOMMENDATION: msg`theme without a recommendation`,
  RECOMMENDATION_WITHOUT_RESPONSE: msg`recommendation that nobody has responded to`,
  INDICATOR_WITHOUT_DATA: msg`indicator without a measured value`,
  CLAIM_WITHOUT_EVIDENCE: msg`claimed to be done, without evidence`,
  CLAIM_WITHOUT_ASSESSMENT: msg`claimed to be done, and assessed by nobody`,
  RECOMMENDATION_WITHOUT_DUE_DATE: msg`open recommendation without a due date`,
  TENTATIVE_EVENT_IN_THE_PAST: msg`event in the past that was never confirmed`,
  INDICATOR_OVERDUE: msg`indicator that should have been measured again`,
  TEXT_MISSING_NL: msg`text that is not in Dutch`,
  TEXT_MISSING_FR: msg`text that is not in French`,
  TEXT_MISSING_DE: msg`text that is not in German`,
};

export const HISTORY_STEPS: Labels<HistoryStep> = {
  DAY: msg`day`,
  WEEK: msg`week`,
  MONTH: msg`month`,
  QUARTER: msg`quarter`,
  YEAR: msg`year`,
};

export const ATTENDANCE_MODES: Labels<AttendanceMode> = {
  OFFLINE: msg`on site`,
  ONLINE: msg`online`,
  MIXED: msg`on site and online`,
  UNKNOWN: msg`not said`,
};

export const REGISTRATION_STATES: Labels<RegistrationState> = {
  TO_BE_ANNOUNCED: msg`still to be announced`,
  OPEN: msg`registration is open`,
  CLOSED: msg`registration is closed`,
  NOT_REQUIRED: msg`no registration needed`,
};
