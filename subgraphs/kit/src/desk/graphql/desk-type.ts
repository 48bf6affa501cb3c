import "reflect-metadata";
import type { GraphQLScalarType } from "graphql";
import { Field, InputType, ObjectType } from "type-graphql";

type Class = new () => object;
type OneType = Class | object | GraphQLScalarType;

/** A field of a type of the desk, as it is typed and as it is shown. */
export interface FieldSpec {
  readonly description: string;
  /** A scalar, an enum, or another type of the desk. */
  readonly type: () => OneType | DeskType;
  readonly list?: boolean;
  /** There always is a value; has to be given, unless `given` says otherwise. */
  readonly required?: boolean;
  /** MAY: may be left out though there always is a value afterwards. NEVER: is not typed at all. */
  readonly given?: "MAY" | "NEVER";
}

export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

/** Something that is typed in and shown in the same shape: an object type and the input type of its name and Input. */
export class DeskType {
  constructor(
    readonly output: Class,
    readonly input: Class,
  ) {}
}

export function deskType(name: string, description: string, fields: FieldSpecs): DeskType {
  return new DeskType(objectType(name, description, fields), inputType(`${name}Input`, description, fields));
}

/** An object type with these fields; `base` holds fields of an interface that it implements. */
export function objectType(name: string, description: string, fields: FieldSpecs, base?: Function): Class {
  const made = namedClass(name);
  for (const [field, spec] of Object.entries(fields)) addField(made, field, spec, "output", !spec.required);
  ObjectType(name, { description, ...(base ? { implements: base as never } : {}) })(made);
  return made;
}

/** An input type with these fields; `patch`: all of them may be left out. */
export function inputType(name: string, description: string, fields: FieldSpecs, { patch = false } = {}): Class {
  const made = namedClass(name);
  for (const [field, spec] of Object.entries(fields)) {
    if (spec.given === "NEVER") continue;
    addField(made, field, spec, "input", patch || !spec.required || spec.given === "MAY");
  }
  InputType(name, { description })(made);
  return made;
}

export function addField(
  target: Function,
  name: string,
  { type, list = false, description }: FieldSpec,
  side: "output" | "input",
  nullable: boolean,
): void {
  const typeOf = (): object => {
    const of = type();
    const one = of instanceof DeskType ? of[side] : of;
    return list ? [one] : one;
  };
  Field(typeOf as never, { nullable, description, simple: true })(target.prototype as object, name);
}

function namedClass(name: string): Class {
  const made = class {
    [field: string]: unknown;
  };
  Object.defineProperty(made, "name", { value: name });
  return made;
}
