import { z } from "zod";
import { listOf } from "./checks/values.js";
import { type FieldTable, type Members, membersOf, shapesOf } from "./field.js";
import type { ObjectType, Sort } from "./sort.js";

type ObjectSchema<F extends FieldTable> = z.ZodObject<Members<F>, z.core.$strict>;

/** An object with fields, none of which stands in a column of the database's own. */
export interface ObjectSort<F extends FieldTable> extends Sort<ObjectSchema<F>> {
  readonly type: ObjectType;
  readonly fields: F;
}

/** `check` looks at fields together, of which each is good by itself. */
export function objectOf<F extends FieldTable>(
  name: string,
  description: string,
  fields: F,
  check?: (ctx: z.core.ParsePayload<z.infer<ObjectSchema<F>>>) => void,
): ObjectSort<F> {
  const object = z.strictObject(membersOf(fields));
  const assumed = Object.entries(fields).flatMap(([field, { assumed: value }]) =>
    value === undefined ? [] : [[field, value] as const],
  );
  return {
    schema: check ? object.check(check) : object,
    type: { name, description, fields },
    many: false,
    shape: {
      is: "object",
      of: shapesOf(fields),
      ...(assumed.length > 0 ? { defaults: Object.fromEntries(assumed) } : {}),
    },
    column: "jsonb",
    fields,
  };
}

/** A list of objects; with `keyOf` none stands in it twice. */
export function objectsOf<F extends FieldTable>(
  entry: ObjectSort<F>,
  most: number,
  keyOf?: (value: z.infer<ObjectSchema<F>>) => string,
): Sort<z.ZodType<z.infer<ObjectSchema<F>>[]>> {
  const schema = listOf<z.infer<ObjectSchema<F>>>(entry.schema, most, keyOf);
  return { schema, type: entry.type, many: true, shape: { is: "list", of: shapesOf(entry.fields) }, column: "jsonb" };
}
