import "reflect-metadata";
import type { GraphQLScalarType } from "graphql";
import { Field as GraphField, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import type { Field, FieldTable } from "../../model/field.js";
import type { GraphType, ObjectType as ModelType } from "../../model/sort.js";
import { TypedDate, TypedEdtf, TypedUrl } from "./typed-scalars.js";

export type Class = new () => object;
type OneType = Class | object | GraphQLScalarType;

/** A field of a type of the desk, as it is typed and as it is shown. */
export interface FieldSpec {
  readonly description: string;
  /** A scalar, an enum, or another type of the desk. */
  readonly type: () => OneType | DeskType;
  readonly list?: boolean;
  /** There always is a value; has to be given, unless `given` says otherwise. */
  readonly required?: boolean;
  /** MAY: may be left out though there always is a value afterwards. */
  readonly given?: "MAY";
}

export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

/** Something that is typed in and shown in the same shape: an object type and the input type of its name and Input. */
export class DeskType {
  constructor(
    readonly output: Class,
    readonly input: Class,
  ) {}
}

const SCALARS = {
  Boolean,
  Date: TypedDate,
  EDTF: TypedEdtf,
  Float,
  ID,
  Int,
  String,
  URL: TypedUrl,
} as const satisfies Record<Extract<GraphType, string>, OneType>;

/** The types of the desk's graph for what a model is made of; each is made once. */
export class DeskTypes {
  readonly #made = new Map<string, DeskType>();
  /** Names of types whose fields are being looked at: one may have fields of its own type. */
  readonly #underway = new Set<string>();

  /** What is typed and shown of an object of the model. */
  of({ name, description, fields }: ModelType): DeskType {
    const known = this.#made.get(name);
    if (known) return known;
    this.#underway.add(name);
    const specs = this.specsOf(fields);
    const type = new DeskType(objectType(name, description, specs), inputType(`${name}Input`, description, specs));
    this.#made.set(name, type);
    return type;
  }

  specsOf(fields: FieldTable): FieldSpecs {
    return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, this.#specOf(field)]));
  }

  #specOf({ sort, presence, description }: Field): FieldSpec {
    // type-graphql has to know a type before the schema is built.
    if (isObject(sort.type) && !this.#underway.has(sort.type.name)) this.of(sort.type);
    return {
      description,
      type: () => this.#typeOf(sort.type),
      list: sort.many,
      required: presence !== "OPTIONAL",
      ...(presence === "REQUIRED" ? {} : { given: "MAY" }),
    };
  }

  #typeOf(type: GraphType): OneType | DeskType {
    if (typeof type === "string") return SCALARS[type];
    return isObject(type) ? this.of(type) : type.list;
  }
}

function isObject(type: GraphType): type is ModelType {
  return typeof type === "object" && "fields" in type;
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
  GraphField(typeOf as never, { nullable, description, simple: true })(target.prototype as object, name);
}

function namedClass(name: string): Class {
  const made = class {
    [field: string]: unknown;
  };
  Object.defineProperty(made, "name", { value: name });
  return made;
}
