import type { MikroORM } from "@mikro-orm/postgresql";
import { useDatabases } from "@segpol/launcher/testing";
import { contractInterface, contractSchema, derivedField, RECORD_KINDS } from "@segpol/schema";
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Field, FieldTable } from "../../src/model/field.js";
import { fieldsOf, MODEL, rowsOfKind } from "../../src/model/model.js";
import type { ObjectType } from "../../src/model/sort.js";
import { openDatabase } from "../../src/storage/database.js";
import { RECORD_TABLES } from "../../src/storage/migrations/triggers.js";
import { samplePartner } from "../support/sample-partner.js";

/** A table, the fields that it has columns for, and the columns that nobody types. */
interface Place {
  readonly table: string;
  readonly fields: FieldTable;
  readonly others: readonly string[];
}

const OF_RECORDS = ["draft", "id", "updated_at", "version", "version_xid", "withdrawn_at"];
const OF_ROWS: Readonly<Record<string, readonly string[]>> = { measure: ["parent_ref"] };
const RECORD_PLACES = RECORD_KINDS.map((kind): Place => {
  return { table: RECORD_TABLES[kind], fields: fieldsOf(kind), others: OF_RECORDS };
});
const ROW_PLACES = RECORD_KINDS.flatMap((kind) =>
  [...rowsOfKind(kind).values()].map(({ table, fields, owner }): Place => {
    return { table, fields, others: ["seq", `${owner}_id`, ...(OF_ROWS[table] ?? [])] };
  }),
);
const PLACES = [...RECORD_PLACES, ...ROW_PLACES];

/** A column as one line: its name, its type, whether it is null where nothing was given, and what it is then if not. */
type Columns = Record<string, string>;

function columnOf({ sort, presence, stored }: Field): string {
  const nullable = presence === "OPTIONAL" && stored === undefined;
  const value = typeof stored === "function" ? [] : stored;
  return `${sort.column} ${nullable ? "null" : "not null"} ${stored === undefined ? "" : JSON.stringify(value)}`.trim();
}

function expectedColumns({ fields }: Place): Columns {
  const columns = Object.entries(fields).filter(([, { sort }]) => sort.column);
  return Object.fromEntries(columns.map(([name, field]) => [snake(name), columnOf(field)]));
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const databases = useDatabases();
let orm: MikroORM;
// Migrated and no more: a seed, or a server, would fail before a test could say which field is missing where.
beforeAll(async () => {
  const { ownerUrl } = await databases.create("places");
  orm = await openDatabase(samplePartner({ seed: { version: "none" } }), { databaseUrl: ownerUrl });
  await orm.migrator.up();
});
afterAll(() => orm?.close(true));

describe.each(PLACES)("table $table", (place) => {
  test("has the model's columns with its types and defaults, and those that nobody types", async () => {
    const rows = await orm.em
      .fork()
      .execute<(Record<"name" | "type" | "nullable", string> & { default: string | null })[]>(
        `select column_name as name, case data_type when 'ARRAY' then 'text[]' else data_type end as type,
         is_nullable as nullable, column_default as default
       from information_schema.columns where table_schema = current_schema() and table_name = ?`,
        [place.table],
      );
    const found: Columns = {};
    for (const { name, type, nullable, default: expression } of rows) {
      const [value] =
        expression === null
          ? []
          : await orm.em.fork().execute<{ value: unknown }[]>(`select to_jsonb(${expression}) as value`);
      const stored = value ? JSON.stringify(value.value) : "";
      found[name] = `${type} ${nullable === "YES" ? "null" : "not null"} ${stored}`.trim();
    }
    expect(Object.keys(found).toSorted()).toEqual([...Object.keys(expectedColumns(place)), ...place.others].toSorted());
    expect(found).toMatchObject(expectedColumns(place));
  });

  test("has an entity class with those columns", () => {
    const meta = [...orm.getMetadata()].find(({ tableName, abstract }) => tableName === place.table && !abstract);
    const columns = Object.values(meta?.properties ?? {}).filter(({ persist }) => persist !== false);
    const found = columns.map(({ name, columnTypes, nullable }) => {
      const type = columnTypes[0]?.replace(/^int$/, "integer");
      return [name, `${type} ${nullable ? "null" : "not null"}`] as const;
    });
    const expected = Object.entries(place.fields).flatMap(([name, field]) => {
      const [words = ""] = /^\S+( precision)? (not )?null/.exec(columnOf(field)) ?? [];
      return field.sort.column ? [[name, words] as const] : [];
    });
    expect(Object.fromEntries(found)).toMatchObject(Object.fromEntries(expected));
    const names = found.map(([name]) => snake(name));
    expect(names.filter((name) => !place.others.includes(name)).toSorted()).toEqual(
      expected.map(([name]) => snake(name)).toSorted(),
    );
  });
});

/** Fields of the contract that nobody types: they are worked out, or are the kit's. */
const WORKED_OUT = ["id", "partner", "languages", "version", "updatedAt", "progress", "latest", "earliest"];

/** A type as one word: of an enumeration its values, since lists have no names in the model. */
function contractLine({ type, args }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  const values = isEnumType(named) && named.getValues().map(({ name }) => name);
  const one = args.some(({ name }) => name === "lang") ? "Text" : values ? values.join("|") : named.name;
  return `${isListType(getNullableType(type)) ? `[${one}]` : one}${isNonNullType(type) ? "!" : ""}`;
}

function modelLine({ sort: { type, many, refersTo }, presence, stored }: Field): string {
  const plain = typeof type === "string" ? type : "list" in type ? Object.keys(type.list).join("|") : type.name;
  const one = refersTo ?? plain;
  return `${many ? `[${one}]` : one}${presence !== "OPTIONAL" || stored !== undefined ? "!" : ""}`;
}

function differences(contract: readonly GraphQLField<unknown, unknown>[], fields: FieldTable): string[] {
  // What follows from another field is typed by nobody.
  const typed = contract.filter(({ astNode }) => !astNode || !derivedField(astNode));
  const said = new Map(typed.map((field) => [field.name, contractLine(field)]));
  const unknown = [...said.keys()].filter((name) => !(name in fields) && !WORKED_OUT.includes(name));
  const other = Object.entries(fields).flatMap(([name, field]) => {
    // Links are given by the harvest's field; rows may be kept by no partner, and null says so.
    if (name === "links" || field.sort.rows) return said.has(name) || name === "links" ? [] : [name];
    const [expected, found] = [said.get(name), modelLine(field)];
    return expected === found ? [] : [`${name}: ${expected} in the contract, ${found} in the model`];
  });
  return [...unknown, ...other];
}

test.each(RECORD_KINDS)("the contract's %s has the model's fields with their types, and no other", (kind) => {
  expect(differences(Object.values(contractInterface(kind).getFields()), fieldsOf(kind))).toEqual([]);
});

const OBJECTS = new Map<string, ObjectType>();
function collect(fields: FieldTable): void {
  for (const { sort } of Object.values(fields)) {
    if (typeof sort.type !== "object" || !("fields" in sort.type) || OBJECTS.has(sort.type.name)) continue;
    OBJECTS.set(sort.type.name, sort.type);
    collect(sort.type.fields);
  }
}
for (const kind of RECORD_KINDS) collect(fieldsOf(kind, MODEL));
/** Texts and links have another shape in the contract: a text in one language, and `_links`. */
const COMPARED = [...OBJECTS.values()].filter(({ name }) => !["Text", "Link"].includes(name));

test.each(COMPARED)(
  "the contract's type $name has the model's fields with their types, and no other",
  ({ name, fields }) => {
    const type = contractSchema.getType(name);
    expect(isObjectType(type) && differences(Object.values(type.getFields()), fields)).toEqual([]);
  },
);
