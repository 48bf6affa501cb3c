import { DateTimeScalar, RECORD_KINDS, type RecordKind } from "@segpol/schema";
import { GraphQLJSON } from "graphql-scalars";
import { ID, Int, InterfaceType, registerEnumType } from "type-graphql";
import { textsIn } from "../../records/text-walk.js";
import type { DeskSnapshot } from "../../desk/command.js";
import { validateInput } from "../../desk/validation/validate-input.js";
import { LanguageEnum } from "../../vocabulary/language-enum.js";
import { fieldsOf, type RecordModel, rowsOfKind } from "../../model/model.js";
import { DeskProblem } from "./problem-type.js";
import { addField, type Class, type DeskTypes, type FieldSpecs, inputType, objectType } from "./desk-type.js";

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
  values: {
    type: () => GraphQLJSON,
    required: true,
    description: "All that it says, as inputs take it, for forms: fields without a value are left out.",
  },
  problems: {
    type: () => DeskProblem,
    list: true,
    required: true,
    description:
      "What is wrong with it as it is kept: until that is mended, the hub may show it as it was before, or not at all.",
  },
};

/** What the desk shows and takes of a kind of record. */
export interface KindTypes {
  readonly record: Class;
  readonly input: Class;
  readonly changes: Class;
}

/** What the desk shows and takes of records. */
export interface RecordTypes {
  /** The interface of what is shown of records of all kinds. */
  readonly any: Function;
  readonly kinds: Readonly<Record<RecordKind, KindTypes>>;
}

export function createRecordTypes(types: DeskTypes, model: RecordModel): RecordTypes {
  const common = types.specsOf(model.common);

  @InterfaceType("DeskRecord", {
    description: "A record as its owner keeps it: drafts, what was withdrawn, every text in every language.",
    resolveType: (value: { recordKind: RecordKind }) => `Desk${value.recordKind}`,
  })
  abstract class DeskRecord {
    readonly recordKind!: RecordKind;
  }
  for (const [name, spec] of Object.entries({ ...STATE_FIELDS, ...common })) {
    addField(DeskRecord, name, spec, "output", !spec.required);
  }

  const typesOf = (kind: RecordKind): KindTypes => {
    const rows = rowsOfKind(kind, model);
    const fields = types.specsOf(fieldsOf(kind, model));
    const changing = Object.fromEntries(Object.entries(fields).filter(([name]) => !rows.get(name)?.appended));
    const own = types.specsOf(model.own[kind]);
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
  };
  return {
    any: DeskRecord,
    kinds: {
      Event: typesOf("Event"),
      Publication: typesOf("Publication"),
      Recommendation: typesOf("Recommendation"),
      LegitimacyIndicator: typesOf("LegitimacyIndicator"),
    },
  };
}

/** A record as GraphQL shows it; undefined content never is. */
export function shownRecord({ kinds }: RecordTypes, snapshot: DeskSnapshot | null): object | null {
  if (!snapshot) return null;
  const { id, kind, version, draft, withdrawnAt, updatedAt, content } = snapshot;
  const shown = Object.assign(new kinds[kind].record(), {
    ...content,
    id,
    recordKind: kind,
    version,
    draft,
    withdrawnAt,
    updatedAt,
    texts: textsIn(content),
    values: content,
  });
  // Worked out where it is asked for.
  return Object.defineProperty(shown, "problems", { get: () => validateInput(kind, content).problems });
}
