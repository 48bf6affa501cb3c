import { RECORD_KINDS, type Language } from "@segpol/schema";
import { ID, Int, registerEnumType } from "type-graphql";
import { MAX_LENGTH } from "../../model/checks/texts.js";
import { KEPT_ENDINGS } from "../../files/file-types.js";
import { choiceNames, RELATION_NAMES, TERM_NAMES } from "../../model/choice-names.js";
import type { Field, FieldTable, Names, Presence } from "../../model/field.js";
import { fieldsOf, type RecordModel } from "../../model/model.js";
import { LINE, TITLE } from "../../model/plain-sorts.js";
import type { GraphType, ObjectType, Sort } from "../../model/sort.js";
import { LINK } from "../../model/value-objects.js";
import { objectType } from "./desk-type.js";

const PresenceEnum = {
  REQUIRED: "REQUIRED",
  DEFAULTED: "DEFAULTED",
  MADE: "MADE",
  OPTIONAL: "OPTIONAL",
} as const satisfies { readonly [P in Presence]: P };
registerEnumType(PresenceEnum, {
  name: "FieldPresence",
  description: "Whether a field has to be given, and whether it then has a value.",
  valuesConfig: {
    REQUIRED: { description: "It has to be given." },
    DEFAULTED: { description: "It has a default where it is left out, and cannot be cleared." },
    MADE: { description: "The desk makes it where it is left out." },
    OPTIONAL: { description: "It may have no value." },
  },
});

const ModelChoice = objectType("ModelChoice", "One of the values that a field takes.", {
  value: { type: () => ID, required: true, description: "As inputs have it." },
  label: { type: () => String, required: true, description: "What people call it." },
});

const ModelFile = objectType("ModelFile", "How a file may be given in place of its address, by keepEvidence.", {
  hashField: { type: () => String, required: true, description: "The field beside it that gets the file's SHA-256." },
  maxBytes: { type: () => Int, required: true, description: "Most bytes of the file." },
  endings: { type: () => String, list: true, required: true, description: "What its name may end in, such as pdf." },
});

const ModelField = objectType("ModelField", "A field of a record, or of an object within one.", {
  name: { type: () => String, required: true, description: "As inputs have it." },
  label: { type: () => String, required: true, description: "What people call it." },
  help: { type: () => String, required: true, description: "What it is, in English." },
  presence: { type: () => PresenceEnum, required: true, description: "Whether it has to be given." },
  type: {
    type: () => String,
    required: true,
    description:
      "A scalar (Boolean, Date, EDTF, Float, ID, Int, String, URL), CHOICE, or the name of one of `objects`.",
  },
  many: { type: () => Boolean, required: true, description: "Whether it is a list of them." },
  multiline: { type: () => Boolean, required: true, description: "Whether its text may have several lines." },
  maxLength: { type: () => Int, description: "Most characters of its text, in one language." },
  choices: {
    type: () => ModelChoice,
    list: true,
    required: true,
    description: "The values that it takes; none: it takes any of its type.",
  },
  fallback: { type: () => String, description: "Which of `choices` it is where it is left out; null: none of them." },
  isOpen: { type: () => Boolean, required: true, description: "Whether it takes other values than `choices` too." },
  isCommon: { type: () => Boolean, required: true, description: "Whether records of all kinds have it." },
  appended: {
    type: () => Boolean,
    required: true,
    description: "Whether entries are only ever appended, each by a request of its own.",
  },
  file: { type: () => ModelFile, description: "How a file may be given in place of its address; null: none may." },
});

const ModelType = objectType("ModelType", "What a kind of record, or an object within one, is made of.", {
  name: { type: () => String, required: true, description: "Event, Publication ...; or an object's, such as Place." },
  fields: { type: () => ModelField, list: true, required: true, description: "In the order in which they are shown." },
});

/** What records are made of, for forms: labels, limits and choices follow from the model alone. */
export const RecordModelType = objectType("RecordModel", "What records are made of, for forms.", {
  kinds: { type: () => ModelType, list: true, required: true, description: "Of each kind that this partner keeps." },
  objects: { type: () => ModelType, list: true, required: true, description: "The objects within." },
});

interface Described {
  readonly name: string;
  readonly fields: readonly object[];
}

/**
 * Describes a model to a form.
 * @param keeps whether the partner keeps records of a kind
 * @param maxFileBytes most bytes of a file that is given in place of an address; undefined: none may be
 */
export function describeModel(
  model: RecordModel,
  language: Language,
  keeps: (kind: (typeof RECORD_KINDS)[number]) => boolean,
  maxFileBytes?: number,
): { readonly kinds: readonly Described[]; readonly objects: readonly Described[] } {
  const called = (names: Names): string => names[NAME_ORDER.indexOf(language)] ?? names[0];
  const objects = new Map<string, Described>();

  const fieldsIn = (fields: FieldTable): readonly object[] =>
    Object.entries(fields).map(([name, field]) => ({
      ...describe(name, field),
      isCommon: field === model.common[name],
    }));
  const describe = (name: string, { sort, presence, description, names, stored, fileHash }: Field): object => {
    if (isObject(sort.type)) keep(sort.type);
    return {
      name,
      label: called(names),
      help: description,
      presence,
      type: typeName(sort.type),
      many: sort.many,
      multiline: isText(sort) && sort.schema !== TITLE.schema,
      maxLength: maxLength(sort),
      ...choicesOf(sort, called),
      fallback: presence === "DEFAULTED" && typeof stored === "string" ? stored : null,
      appended: sort.rows?.appended ?? false,
      file:
        fileHash === undefined || maxFileBytes === undefined
          ? null
          : { hashField: fileHash, maxBytes: maxFileBytes, endings: KEPT_ENDINGS },
    };
  };
  const keep = ({ name, fields }: ObjectType): void => {
    if (objects.has(name)) return;
    // Its place is taken before its fields are looked at: one may be of its own type.
    objects.set(name, { name, fields: [] });
    objects.set(name, { name, fields: fieldsIn(fields) });
  };
  const kinds = RECORD_KINDS.filter(keeps).map((kind) => ({ name: kind, fields: fieldsIn(fieldsOf(kind, model)) }));
  return { kinds, objects: [...objects.values()] };
}

/** In which names of the model stand. */
const NAME_ORDER: readonly Language[] = ["NL", "FR", "DE", "EN"];

function choicesOf(
  sort: Sort,
  called: (names: Names) => string,
): { readonly choices: object[]; readonly isOpen: boolean } {
  const { refersTo, type } = sort;
  const names =
    sort.schema === LINK.fields.rel.sort.schema
      ? RELATION_NAMES
      : refersTo !== undefined
        ? TERM_NAMES[refersTo]
        : typeof type === "object" && "list" in type
          ? choiceNames(type.list)
          : undefined;
  const choices = Object.entries(names ?? {}).map(([value, each]) => ({ value, label: called(each) }));
  return { choices, isOpen: refersTo === "Partner" };
}

function maxLength(sort: Sort): number | null {
  if (isText(sort)) return sort.schema === TITLE.schema ? MAX_LENGTH.line : MAX_LENGTH.text;
  if (sort.type === "URL") return MAX_LENGTH.url;
  return sort.schema === LINE.schema ? MAX_LENGTH.line : null;
}

function typeName(type: GraphType): string {
  if (typeof type === "string") return type;
  return isObject(type) ? type.name : "CHOICE";
}

function isText({ type }: Sort): boolean {
  return isObject(type) && type.name === "Text";
}

function isObject(type: GraphType): type is ObjectType {
  return typeof type === "object" && "fields" in type;
}
