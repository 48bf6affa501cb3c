import type { RecordKind } from "@segpol/schema";
import { ID } from "type-graphql";
import * as lists from "../../model/vocabulary.js";
import { FIELDS } from "../validation/fields.js";
import type { FieldSpec, FieldSpecs } from "./desk-type.js";
import {
  Assessment,
  Capacity,
  date,
  day,
  Document,
  enumOf,
  FollowUp,
  Link,
  Measure,
  must,
  Observation,
  Place,
  Priority,
  Provenance,
  Registration,
  Response,
  Target,
  text,
  url,
  words,
} from "./value-types.js";

const listed = (type: FieldSpec["type"], description: string): FieldSpec => ({ type, list: true, description });
/** There always is a value: a default where none was given. */
const defaulted = (spec: FieldSpec): FieldSpec => ({ ...spec, required: true, given: "MAY" });

/** Fields that records of all kinds have. */
export const COMMON_FIELDS: FieldSpecs = {
  title: must(words("What the record is called; one line in each language.")),
  summary: words("What it is about."),
  themes: defaulted(listed(() => ID, "Codes of the hub's themes; none by default.")),
  criteria: defaulted(listed(() => ID, "Codes of the hub's criteria of legitimacy; none by default.")),
  visibility: defaulted(enumOf(lists.Visibility, "Who may see it once it is published; PUBLIC by default.")),
  url: url("The record's own page at the partner."),
  provenance: { type: () => Provenance, description: "Document, and place in it, that the record was taken from." },
  links: defaulted(listed(() => Link, "Links to records of any partner; none by default.")),
};

const OWN_FIELDS: Readonly<Record<RecordKind, FieldSpecs>> = {
  Event: {
    kind: must(enumOf(lists.EventKind, "What sort of thing takes place.")),
    status: defaulted(enumOf(lists.EventStatus, "Whether it goes ahead; CONFIRMED by default.")),
    date: date("When it takes place; none: the source states no date."),
    place: { type: () => Place, description: "Where it takes place." },
    attendance: defaulted(enumOf(lists.AttendanceMode, "Where people take part; UNKNOWN by default.")),
    organisers: defaulted(listed(() => ID, "Codes of partners, the owner first; the owner alone by default.")),
    topics: listed(words("").type, "What it deals with, in order."),
    topicsOpen: { type: () => Boolean, description: "Whether the source's list of topics goes on." },
    speakers: listed(() => String, "Who speaks, in order."),
    capacity: { type: () => Capacity, description: "How many people it takes." },
    registration: { type: () => Registration, description: "How people register." },
    livestream: url("Where it can be watched."),
  },
  Publication: {
    type: must(enumOf(lists.PublicationType, "What sort of text it is.")),
    date: date("When it was published."),
    documents: listed(() => Document, "Its files, in order."),
  },
  Recommendation: {
    kind: defaulted(
      enumOf(lists.RecommendationKind, "Advice to others or a promise of one's own; RECOMMENDATION by default."),
    ),
    ref: text("The source's own number: R1, E3."),
    goal: words("What it is to achieve."),
    context: words("Why it is made."),
    addressees: listed(() => String, "Whom it is addressed to: bodies, not persons."),
    priority: { type: () => Priority, description: "Rank among the source's own priorities." },
    dueOn: day("When it is due."),
    measures: defaulted(
      listed(() => Measure, "Its steps, as a tree; an update puts the whole tree in the place of the old one."),
    ),
    responses: defaulted(listed(() => Response, "What addressees answered, in the order written down.")),
    followUps: defaulted(listed(() => FollowUp, "What actors say they did, in the order written down.")),
    assessments: defaulted(listed(() => Assessment, "What others found, in the order written down.")),
  },
  LegitimacyIndicator: {
    criterion: { type: () => ID, description: "Code of the main criterion." },
    unit: text("UCUM unit, or the counted noun."),
    direction: defaulted(enumOf(lists.Direction, "Which way it should move; NEUTRAL by default.")),
    territory: text("NIS code, or number of the police zone."),
    baseline: { type: () => Observation, description: "What it is compared with." },
    target: { type: () => Target, description: "What it should reach." },
    method: words("How it is measured."),
    population: words("Whom or what it is about."),
    frequency: text("How often it is measured."),
    limitations: words("What it does not say."),
    observations: defaulted(listed(() => Observation, "What was measured, in the order written down.")),
  },
};

/** The fields of a kind of record, in the order of what is checked. */
export function fieldsOf(kind: RecordKind): FieldSpecs {
  const all = { ...COMMON_FIELDS, ...OWN_FIELDS[kind] };
  const checked = Object.keys(FIELDS[kind]);
  const strays = [...checked, ...Object.keys(all)].filter((name) => !(name in all) || !checked.includes(name));
  if (strays.length > 0)
    throw new Error(`Expected fields of ${kind} to be both checked and described: ${strays.join(", ")}.`);
  return all;
}
