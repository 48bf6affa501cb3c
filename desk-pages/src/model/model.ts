import type { ModelFieldFragment, ModelFragment, RecordKind } from "../generated/operations.js";

/** A field as the record model has it, with its label in the page's language. */
export type Field = ModelFieldFragment;

/** What records are made of; everything that forms show of a field follows from it. */
export interface Model {
  readonly kinds: ReadonlyMap<string, readonly Field[]>;
  readonly objects: ReadonlyMap<string, readonly Field[]>;
}

export function modelOf({ recordModel: { kinds, objects } }: { readonly recordModel: ModelFragment }): Model {
  const byName = (types: readonly { readonly name: string; readonly fields: readonly Field[] }[]) =>
    new Map(types.map(({ name, fields }) => [name, fields]));
  return { kinds: byName(kinds), objects: byName(objects) };
}

/** The fields of a kind that a form has: what is only ever appended is written down elsewhere. */
export function formFields(model: Model, kind: RecordKind): readonly Field[] {
  return (model.kinds.get(kind) ?? []).filter(({ appended }) => !appended);
}

/** The fields of a kind whose rows are only ever appended. */
export function appendedFields(model: Model, kind: RecordKind): readonly Field[] {
  return (model.kinds.get(kind) ?? []).filter(({ appended }) => appended);
}

/** What a path such as measures.0.text.NL is called: the labels of its parts. */
export function labelOfPath(model: Model, fields: readonly Field[], path: string): string {
  const labels: string[] = [];
  let within: readonly Field[] = fields;
  for (const part of path.split(".")) {
    const field = within.find(({ name }) => name === part);
    if (field) {
      labels.push(field.label);
      within = model.objects.get(field.type) ?? [];
    } else if (/^\d+$/.test(part)) {
      labels.push(String(Number(part) + 1));
    } else {
      labels.push(part);
    }
  }
  return labels.join(" › ");
}

/** Whether a text stands in a row that is only ever appended, and does not change any more. */
export function isAppendedPlace(model: Model, kind: RecordKind, path: string): boolean {
  const [first] = path.split(".");
  return appendedFields(model, kind).some(({ name }) => name === first);
}
