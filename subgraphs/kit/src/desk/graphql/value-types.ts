import { Float, ID, Int } from "type-graphql";
import * as lists from "../../model/vocabulary.js";
import { LanguageEnum } from "../../values/enums.js";
import { type DeskType, deskType, type FieldSpec } from "./desk-type.js";
import { TypedDate, TypedEdtf, TypedUrl } from "./typed-scalars.js";

const text = (description: string): FieldSpec => ({ type: () => String, description });
const must = (spec: FieldSpec): FieldSpec => ({ ...spec, required: true });
const int = (description: string): FieldSpec => ({ type: () => Int, description });
const url = (description: string): FieldSpec => ({ type: () => TypedUrl, description });
const day = (description: string): FieldSpec => ({ type: () => TypedDate, description });
const enumOf = (list: object, description: string): FieldSpec => ({ type: () => list, description });
const words = (description: string): FieldSpec => ({ type: () => Text, description });
const date = (description: string): FieldSpec => ({ type: () => FuzzyDate, description });

export const Text: DeskType = deskType("Text", "A text in the languages that there are.", {
  original: {
    type: () => LanguageEnum,
    required: true,
    given: "MAY",
    description: "The language the text was first written in; may be left out where there is one language.",
  },
  NL: text("In Dutch."),
  FR: text("In French."),
  DE: text("In German."),
  EN: text("In English."),
});

export const FuzzyDate: DeskType = deskType(
  "FuzzyDate",
  "A date as sources give it: exact, approximate or an interval.",
  {
    text: {
      type: () => Text,
      required: true,
      given: "MAY",
      description: "The date in words; a day or a month is put in Dutch and French words where they are left out.",
    },
    edtf: { type: () => TypedEdtf, required: true, description: "The date in figures." },
    basis: {
      type: () => lists.DateBasis,
      required: true,
      given: "MAY",
      description: "Whether the source says it; STATED where it is left out.",
    },
  },
);

export const Provenance: DeskType = deskType("Provenance", "Where a record was taken from.", {
  document: must(text("Title of the document.")),
  locator: text("Place in the document: heading, page, item."),
  url: url("Where the document is."),
  retrievedAt: day("When it was read."),
});

export const Place: DeskType = deskType("Place", "Where something takes place.", {
  name: must(text("Name of the place.")),
  country: must(text("ISO 3166-1 alpha-2 code: BE.")),
  nisCode: text("Five-digit code of the Belgian municipality (NIS/REFNIS)."),
});

export const Capacity: DeskType = deskType("Capacity", "How many people an event takes.", {
  groups: int("Number of groups."),
  groupMin: int("Fewest people in a group."),
  groupMax: int("Most people in a group."),
  min: int("Fewest people in all."),
  max: int("Most people in all."),
});

export const Registration: DeskType = deskType("Registration", "How people register for an event.", {
  state: must(enumOf(lists.RegistrationState, "Whether people can register now.")),
  url: url("Where people register."),
  opensOn: day("First day of registration."),
  closesOn: day("Last day of registration; no earlier than the first."),
  contact: text("Whom to ask; no personal data that need not be public."),
});

export const Document: DeskType = deskType("Document", "A file of a publication.", {
  url: must(url("Where the file is.")),
  language: must(enumOf(LanguageEnum, "The language it is in.")),
  mediaType: must(text("IANA media type, such as application/pdf.")),
  bytes: int("Its size."),
  sha256: text("Lower-case hexadecimal SHA-256 of the bytes."),
});

export const Priority: DeskType = deskType("Priority", "Rank among the source's own priorities.", {
  rank: must(int("1 is the highest.")),
  of: must(int("How many were ranked.")),
  method: words("How they were ranked."),
});

export const Evidence: DeskType = deskType("Evidence", "What shows that something was done.", {
  type: must(text("What it is: report, training record, circular.")),
  description: must(words("What it shows.")),
  url: url("Where it is."),
  sha256: text("Lower-case hexadecimal SHA-256 of the bytes."),
});

export const Dimension: DeskType = deskType("Dimension", "What an observation is broken down by.", {
  name: must(text("Such as gender.")),
  value: must(text("Such as women.")),
});

export const Link: DeskType = deskType("Link", "A link to a record of any partner.", {
  rel: must(text(`What the link means, seen from the record that has it: ${lists.LINK_RELATIONS.join(", ")}.`)),
  id: must({
    type: () => ID,
    description: "The other record. One of this partner's has to exist; one of another partner's is taken as it is.",
  }),
});

export const Measure: DeskType = deskType(
  "Measure",
  "A step of a recommendation; measures form a tree of ten levels at most.",
  {
    ref: must({ type: () => ID, description: "The source's own number, unique within the recommendation: R5.1.2." }),
    text: must(words("What is to be done.")),
    weight: {
      type: () => Float,
      required: true,
      given: "MAY",
      description: "Share in the parent's progress, relative to its siblings; more than 0, 1 where it is left out.",
    },
    measures: { type: () => Measure, list: true, description: "The steps below it, in order." },
  },
);

export const Response: DeskType = deskType("Response", "What the addressee answered to a recommendation.", {
  body: must(text("The body that answered.")),
  value: must(enumOf(lists.ResponseValue, "What it answered.")),
  reason: words("Why."),
  date: date("When."),
});

const rowId = {
  type: () => ID,
  required: true,
  given: "MAY",
  description: "Unique within the partner; made where it is left out.",
} as const satisfies FieldSpec;
const measureOf = {
  type: () => ID,
  description: "The ref of the measure it is about; none: the whole recommendation.",
};

export const FollowUp: DeskType = deskType(
  "FollowUp",
  "What an actor says it did. Never changed: append another to correct it.",
  {
    id: rowId,
    measure: measureOf,
    actor: must(text("Who did it: a body, not a person.")),
    action: must(words("What was done.")),
    date: must(date("When.")),
    status: must(enumOf(lists.ImplementationStatus, "How far the measure is, the actor says.")),
    evidence: {
      type: () => Evidence,
      list: true,
      description: "What shows it. COMPLETE without any counts as SUBSTANTIAL.",
    },
  },
);

export const Assessment: DeskType = deskType(
  "Assessment",
  "What somebody other than the actor found. Never changed: append another to correct it.",
  {
    id: rowId,
    measure: measureOf,
    assessor: must(text("Who found it: a body, not a person.")),
    status: must(enumOf(lists.ImplementationStatus, "How far the measure is.")),
    closure: enumOf(lists.Closure, "Whether the recommendation is still followed up."),
    reason: words("Why."),
    date: must(date("When.")),
    nextReviewOn: day("When it is looked at again; after this assessment."),
  },
);

export const Observation: DeskType = deskType(
  "Observation",
  "One measured value. Never changed: the one appended last about a period counts.",
  {
    period: must(date("What it is about.")),
    value: must({ type: () => Float, description: "In the indicator's unit." }),
    numerator: int("What was counted."),
    denominator: int("Of how many."),
    sampleSize: int("How many were asked."),
    status: enumOf(lists.ObservationStatus, "How far it can be relied upon; NORMAL where it is left out."),
    note: words("What has to be known to read it."),
    dimensions: { type: () => Dimension, list: true, description: "What it is broken down by." },
  },
);

export const Target: DeskType = deskType("Target", "The value an indicator should reach, and when.", {
  value: must({ type: () => Float, description: "In the indicator's unit." }),
  period: must(date("When.")),
});

export { date, day, enumOf, must, text, url, words };
