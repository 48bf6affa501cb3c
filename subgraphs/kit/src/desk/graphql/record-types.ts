import { DateTimeScalar, RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { ID, Int, InterfaceType, registerEnumType } from "type-graphql";
import { textsIn } from "../../records/text-walk.js";
import type { DeskSnapshot } from "../commands/command.js";
import { APPENDED_OF } from "../../model/inputs.js";
import { addField, type FieldSpecs, inputType, objectType } from "./desk-type.js";
import { COMMON_FIELDS, fieldsOf } from "./record-fields.js";
import { LanguageEnum } from "../../values/enums.js";

/** The kinds of record, as type-graphql wants an enum. */
export const RecordKindEnum = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, kind])) as {
  readonly [K in RecordKind]: K;
};
registerEnumType(RecordKindEnum, {
  name: "RecordKind",
  description: "The kinds of record.",
  valuesConfig: {
    Event: { description: "Something that takes place." },
    Publication: { description: "A report, memorandum, circular, news item or dossier." },
    Recommendation: { description: "What somebody is advised, or commits, to do." },
    LegitimacyIndicator: { description: "A measurable sign of police legitimacy." },
  },
});

const PlacedText = objectType("PlacedText", "One text of a record in one language.", {
  field: {
    type: () => String,
    required: true,
    description: "Where the text stands in the record, as translateRecord takes it: title, topics.0, measures.0.text.",
  },
  language: { type: () => LanguageEnum, required: true, description: "The language it is in." },
  text: { type: () => String, required: true, description: "The text." },
  original: { type: () => Boolean, required: true, description: "Whether it was first written in this language." },
});

const STATE_FIELDS: FieldSpecs = {
  id: {
    type: () => ID,
    required: true,
    description: "<partner>:<kind>:<slug>, lower case. Never changes, never used again.",
  },
  recordKind: { type: () => RecordKindEnum, required: true, description: "The kind of record." },
  version: {
    type: () => Int,
    required: true,
    description: "Counts up by one with each change: what a change of it has to send.",
  },
  draft: { type: () => Boolean, required: true, description: "Whether it is for the desk alone." },
  withdrawnAt: { type: () => DateTimeScalar, description: "Since when it is gone for readers; null: it is not." },
  updatedAt: { type: () => DateTimeScalar, required: true, description: "When it changed last." },
  texts: {
    type: () => PlacedText,
    list: true,
    required: true,
    description: "Every text in every language it has, with the place where it stands.",
  },
};

/** What records of all kinds have at the desk. */
@InterfaceType("DeskRecord", {
  description: "A record as its owner keeps it: drafts, what was withdrawn, every text in every language.",
  resolveType: (value: { recordKind: RecordKind }) => `Desk${value.recordKind}`,
})
export abstract class DeskRecord {
  readonly recordKind!: RecordKind;
}
for (const [name, spec] of Object.entries({ ...STATE_FIELDS, ...COMMON_FIELDS })) {
  addField(DeskRecord, name, spec, "output", !spec.required);
}

/** What the desk shows and takes of a kind of record. */
export interface RecordTypes {
  readonly record: new () => object;
  readonly input: new () => object;
  readonly changes: new () => object;
}

function typesOf(kind: RecordKind): RecordTypes {
  const fields = fieldsOf(kind);
  const appended: readonly string[] = APPENDED_OF[kind];
  const changing = Object.fromEntries(Object.entries(fields).filter(([name]) => !appended.includes(name)));
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in COMMON_FIELDS)));
  return {
    record: objectType(`Desk${kind}`, `A record of kind ${kind}, as its owner keeps it.`, own, DeskRecord),
    input: inputType(`${kind}Input`, `What a record of kind ${kind} is made from.`, fields),
    changes: inputType(
      `${kind}Changes`,
      `What is to change in a record of kind ${kind}: a field left out stays, null clears it where that is possible.`,
      changing,
      { patch: true },
    ),
  };
}

export const RECORD_TYPES: Readonly<Record<RecordKind, RecordTypes>> = {
  Event: typesOf("Event"),
  Publication: typesOf("Publication"),
  Recommendation: typesOf("Recommendation"),
  LegitimacyIndicator: typesOf("LegitimacyIndicator"),
};

/** A record as GraphQL shows it; undefined content never is. */
export function shownRecord(snapshot: DeskSnapshot | null): object | null {
  if (!snapshot) return null;
  const { id, kind, version, draft, withdrawnAt, updatedAt, content } = snapshot;
  return Object.assign(new RECORD_TYPES[kind].record(), {
    ...content,
    id,
    recordKind: kind,
    version,
    draft,
    withdrawnAt,
    updatedAt,
    texts: textsIn(content),
  });
}
