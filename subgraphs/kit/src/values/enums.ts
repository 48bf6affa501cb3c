import { LANGUAGES, type Language } from "@segpol/schema";
import { registerEnumType } from "type-graphql";
import * as vocabulary from "../model/vocabulary.js";

/** The contract's enum Language, as type-graphql wants it. */
export const LanguageEnum = Object.fromEntries(LANGUAGES.map((language) => [language, language])) as {
  readonly [L in Language]: L;
};

registerEnumType(LanguageEnum, { name: "Language" });
const {
  Visibility,
  DateBasis,
  EventKind,
  EventStatus,
  AttendanceMode,
  RegistrationState,
  PublicationType,
  RecommendationKind,
  ImplementationStatus,
  Closure,
  ResponseValue,
  ObservationStatus,
  Direction,
} = vocabulary;
const enums = {
  Visibility,
  DateBasis,
  EventKind,
  EventStatus,
  AttendanceMode,
  RegistrationState,
  PublicationType,
  RecommendationKind,
  ImplementationStatus,
  Closure,
  ResponseValue,
  ObservationStatus,
  Direction,
};
for (const [name, values] of Object.entries(enums)) registerEnumType(values, { name });
