import { THEME_CODES } from "@segpol/schema";
import {
  getNamedType,
  type GraphQLField,
  type GraphQLOutputType,
  isObjectType,
  isRequiredArgument,
  isScalarType,
} from "graphql";
import { buildPartnerSchema } from "../graphql/partner-schema.js";
import type { Partner } from "../partner/partner.js";
import { askData } from "./ask.js";

/** Fields on Query that every subgraph has. */
const COMMON: ReadonlySet<string> = new Set(["_changes", "_entities", "_service"]);
/** What differs between two copies of the same records; a link to what was never there stays, one to what is hidden does not. */
const COPYS_OWN: ReadonlySet<string> = new Set(["version", "updatedAt", "_links"]);
const LEVELS = 4;
const ALIASES = 100;

type Headers = Readonly<Record<string, string>>;

/** The partner's own fields on Query, each with every argument that names something: a record by its id, or a theme. */
export interface OwnQueries {
  /** Names of the fields. */
  readonly names: readonly string[];
  /** The answers to all of them, by the field and its arguments. */
  ask(url: string, headers: Headers): Promise<Readonly<Record<string, unknown>>>;
}

/** Finds them in the partner's schema; `ids` are the records that may be named. */
export function ownQueriesOf(partner: Partner, ids: readonly string[]): OwnQueries {
  const fields = Object.values(buildPartnerSchema(partner).schema.getQueryType()?.getFields() ?? {}).filter(
    ({ name }) => !COMMON.has(name),
  );
  const calls = fields.flatMap((field) => callsOf(field, ids).map((call) => ({ call, field })));
  const selections = new Map(fields.map((field) => [field.name, selectionOf(field.type, LEVELS)]));
  return {
    names: fields.map(({ name }) => name),
    async ask(url, headers) {
      const answers: Record<string, unknown> = {};
      for (let start = 0; start < calls.length; start += ALIASES) {
        const part = calls.slice(start, start + ALIASES);
        const lines = part.map(({ call, field }, index) => `a${index}: ${call} ${selections.get(field.name) ?? ""}`);
        const data = await askData<Record<string, unknown>>(url, `{ ${lines.join(" ")} }`, {}, headers);
        for (const [index, { call }] of part.entries()) answers[call] = data[`a${index}`];
      }
      return answers;
    },
  };
}

function callsOf({ name, args }: GraphQLField<unknown, unknown>, ids: readonly string[]): string[] {
  const naming = args.filter(({ type }) => isScalarType(getNamedType(type)) && getNamedType(type).name === "ID");
  const named = naming.flatMap((arg) =>
    [...ids, ...THEME_CODES].map((value) => `${name}(${arg.name}: ${JSON.stringify(value)})`),
  );
  return args.some(isRequiredArgument) ? named : [name, ...named];
}

/** Every field without required arguments, some levels down. */
function selectionOf(type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "";
  const fields = Object.values(named.getFields()).flatMap(({ name, type: below, args }) => {
    if (COPYS_OWN.has(name) || args.some(isRequiredArgument)) return [];
    if (!isObjectType(getNamedType(below))) return [name];
    return levels > 1 ? [`${name} ${selectionOf(below, levels - 1)}`] : [];
  });
  return `{ ${fields.length > 0 ? fields.join(" ") : "__typename"} }`;
}
