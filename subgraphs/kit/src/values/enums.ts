import { registerEnumType } from "type-graphql";
import { LanguageEnum } from "../vocabulary/language-enum.js";
import * as vocabulary from "../vocabulary/vocabulary.js";

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
