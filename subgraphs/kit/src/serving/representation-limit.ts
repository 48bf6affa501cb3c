import { refusal } from "@segpol/server";
import { type GraphQLResolveInfo, type GraphQLSchema, isObjectType, Kind, type SelectionSetNode } from "graphql";
import type { ServerLimits } from "./limits.js";
import { REQUEST_ERRORS } from "../errors/request-error.js";

/** What `_entities` is measured with. */
export type RepresentationLimits = Pick<ServerLimits, "representations" | "entityFields">;

interface Demand {
  readonly representations: number;
  readonly fields: number;
}

/**
 * Refuses operations that ask `_entities` for too many records, or for too many fields of them: each record times the fields that are
 * selected of it, all selections of `_entities` taken together. With aliases, a short query has many fields.
 */
export function limitRepresentations(schema: GraphQLSchema, most: RepresentationLimits): void {
  const field = schema.getQueryType()?.getFields()["_entities"];
  const resolve = field?.resolve;
  if (!field || !resolve) throw new Error("Expected the schema of a subgraph, with a resolver of _entities; got none.");
  const before = new WeakMap<object, Demand>();
  field.resolve = (source, args, context, info) => {
    const { representations } = args as { representations: readonly unknown[] };
    const earlier = before.get(context as object) ?? { representations: 0, fields: 0 };
    const demand = {
      representations: earlier.representations + representations.length,
      fields: earlier.fields + fieldsOf(representations, info),
    };
    before.set(context as object, demand);
    if (demand.representations > most.representations) {
      const expected = `Expected ${most.representations} representations at most; got ${demand.representations}.`;
      throw refusal(REQUEST_ERRORS, "TOO_MANY_REPRESENTATIONS", expected);
    }
    if (demand.fields > most.entityFields) {
      const expected = `Expected ${most.entityFields} fields of records at most, each record times its fields; got ${demand.fields}.`;
      throw refusal(REQUEST_ERRORS, "TOO_MANY_ENTITY_FIELDS", expected);
    }
    return resolve(source, args, context, info);
  };
}

/** Fields selected of all the records together. */
function fieldsOf(representations: readonly unknown[], info: GraphQLResolveInfo): number {
  const ofType = new Map<unknown, number>();
  let sum = 0;
  for (const representation of representations) {
    const type = typeNameOf(representation);
    const known = ofType.get(type) ?? countFields(type, info);
    ofType.set(type, known);
    sum += known;
  }
  return sum;
}

function typeNameOf(representation: unknown): unknown {
  return typeof representation === "object" && representation !== null && "__typename" in representation
    ? representation.__typename
    : undefined;
}

/** Fields selected of a record of the type, fragments written out; each fragment is counted once, however often it is spread. */
function countFields(type: unknown, { fieldNodes, fragments, schema }: GraphQLResolveInfo): number {
  const known = new Map<string, number>();
  const isOther = (condition: string): boolean => condition !== type && isObjectType(schema.getType(condition));
  const count = (selections: SelectionSetNode | undefined, ofRecord: boolean): number => {
    let sum = 0;
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        sum += 1 + count(selection.selectionSet, false);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (!ofRecord || condition === undefined || !isOther(condition)) sum += count(selection.selectionSet, ofRecord);
      } else {
        const fragment = fragments[selection.name.value];
        if (!fragment || (ofRecord && isOther(fragment.typeCondition.name.value))) continue;
        const key = `${selection.name.value} ${ofRecord}`;
        const counted = known.get(key) ?? count(fragment.selectionSet, ofRecord);
        known.set(key, counted);
        sum += counted;
      }
    }
    return sum;
  };
  return fieldNodes.reduce((sum, { selectionSet }) => sum + count(selectionSet, true), 0);
}
