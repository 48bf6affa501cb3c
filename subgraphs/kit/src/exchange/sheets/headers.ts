import type { Field, FieldTable, Headers, Names } from "../../model/field.js";
import type { Column } from "./columns.js";
import { plain } from "./plain.js";
import type { SheetDefinition } from "./sheet-kinds.js";

const TONGUES = {
  nl: ["nl", "nederlands", "neerlandais", "dutch"],
  fr: ["fr", "frans", "francais", "french"],
  de: ["de", "duits", "allemand", "german", "deutsch"],
  en: ["en", "engels", "anglais", "english"],
} as const;

type Tongue = keyof typeof TONGUES;

/** What a column is called; where a text has several languages, a name in Dutch means the Dutch column. */
interface ColumnNames {
  /** The column's technical name, without the language. */
  readonly base: string;
  /** The names that people write above it, in each language the one that is shown first. */
  readonly headers: Readonly<Partial<Record<Tongue, readonly string[]>>>;
  /** The name of the field, with that of the object that it stands in. */
  readonly labels: Names;
}

/** The names of all columns of a sheet, in the order of its fields. */
function namesOf({ leading, table }: SheetDefinition): ColumnNames[] {
  return namesOfFields({ ...leading, ...table }, "", undefined, true);
}

function namesOfFields(fields: FieldTable, path: string, above: Names | undefined, whole: boolean): ColumnNames[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const base = `${path}${name}`;
    const labels = above ? joined(above, field.names) : field.names;
    const own = { base, headers: whole ? headersOf(field) : {}, labels };
    const { type, shape } = field.sort;
    if (field.wordsHeaders) return [own, { base: `${base}.text`, headers: bothOf(field.wordsHeaders), labels: NONE }];
    if (shape?.is !== "object" && shape?.is !== "list") return [own];
    const within = typeof type === "object" && "fields" in type ? type.fields : {};
    const standAlone = shape.is === "object" && field.headersOfFields !== false;
    return [own, ...namesOfFields(within, `${base}.`, labels, standAlone)];
  });
}

const NONE: Names = ["", "", "", ""];

function joined(above: Names, names: Names): Names {
  const [nl, fr, de, en] = names;
  return [`${above[0]} ${nl}`, `${above[1]} ${fr}`, `${above[2]} ${de}`, `${above[3]} ${en}`];
}

function headersOf({ headers, names: [nl, fr] }: Field): ColumnNames["headers"] {
  return headers ? bothOf(headers) : { nl: [plain(nl)], fr: [plain(fr)] };
}

function bothOf([dutch, french]: Headers): ColumnNames["headers"] {
  return { nl: dutch.split("|"), fr: french.split("|") };
}

/** Finds the columns that headers mean. */
export class HeaderNames {
  readonly #byName = new Map<string, string>();
  readonly #byLabel = new Map<string, string>();

  constructor(definition: SheetDefinition, columns: readonly Column[]) {
    const known = new Set(columns.map(({ name }) => name));
    for (const { name } of columns) add(this.#byName, name, name);
    for (const { name } of columns) add(this.#byName, words(name), name);
    const all = namesOf(definition);
    for (const { base, headers } of all) addNames(this.#byName, base, headers, known);
    for (const {
      base,
      labels: [nl, fr, de, en],
    } of all) {
      addNames(this.#byLabel, base, { nl: [nl], fr: [fr], de: [de], en: [en] }, known);
    }
  }

  /**
   * The columns that a row of headers means; undefined: no column is called so. The label of a field, in whichever of the four
   * languages, counts only where no other header of the row means its column: people have columns of their own.
   */
  columnsOf(row: readonly string[]): (string | undefined)[] {
    const headers = row.map(plain);
    const columns = headers.map((header) => this.#byName.get(header));
    const taken = new Set(columns);
    return columns.map((column, index) => {
      const labelled = column ?? this.#byLabel.get(headers[index] ?? "");
      return column === undefined && taken.has(labelled) ? undefined : labelled;
    });
  }
}

function addNames(
  found: Map<string, string>,
  base: string,
  names: ColumnNames["headers"],
  known: ReadonlySet<string>,
): void {
  const all = [words(base), base, ...Object.values(names).flat()];
  if (known.has(base)) for (const alias of all) add(found, alias, base);
  for (const [tongue, inTongue] of Object.entries(TONGUES)) {
    const name = `${base}.${tongue}`;
    if (!known.has(name)) continue;
    for (const alias of all) for (const language of inTongue) add(found, `${alias} ${language}`, name);
  }
  if (known.has(base)) return;
  // A name that is the same in several languages does not say in which language the column is.
  const others = (tongue: string): string[] =>
    Object.entries(names).flatMap(([each, aliases]) => (each === tongue ? [] : aliases));
  for (const [tongue, aliases] of Object.entries(names)) {
    const name = `${base}.${tongue}`;
    const unclear = new Set([words(base), ...others(tongue)].map(plain));
    for (const alias of aliases) if (known.has(name) && !unclear.has(plain(alias))) add(found, alias, name);
  }
}

/** The first that claims a name keeps it. */
function add(found: Map<string, string>, header: string, column: string): void {
  const key = plain(header);
  if (key !== "" && !found.has(key)) found.set(key, column);
}

/** The Dutch and French names of a column. */
export function aliasesOf(definition: SheetDefinition, column: string): string[] {
  const [, base = column, tongue] = /^(.*?)(?:\.(nl|fr|de|en))?$/.exec(column) ?? [];
  const { nl = [], fr = [] } = namesOf(definition).find((each) => each.base === base)?.headers ?? {};
  const names = [nl, fr].flatMap(([first]) => first || []);
  return tongue === undefined ? names : names.map((name) => `${name} ${tongue}`);
}

/** topicsOpen as "topics open". */
function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, "$1 $2");
}
