import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type NameNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import { REFERENCE_KEYS } from "../../composition/projection/contract-model.js";
import { HUB_ERRORS, HubError } from "../../errors.js";

/** What a partner is asked, and what a partner knows of the graph. */
export interface PartnerGraph {
  /** The partner's share of the graph. */
  readonly schema: GraphQLSchema;
  /** Names of the fields of its records that the partner alone answers, by their types. */
  readonly ownFields: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Selected fields of a type, by their response names: all nodes of the operation that select one. */
export type FieldsByName = ReadonlyMap<string, readonly FieldNode[]>;

/** Where what is asked in addition stands in an answer. No response name is written so. */
export const TYPE_KEY = "_type";
export const ID_KEY = "_id";
export const CODE_KEY = "_code";

/** Fields of one question, with those that are asked of several types counted for each: some hundred milliseconds to write and read. */
const MAX_FIELDS = 5_000;

const VARIABLE_PREFIX = "v_";
export const REPRESENTATIONS = "representations";

/** The name in a partner's answer of what the client knows by a response name. `prefix`: of `prefixOf`. */
export function answerKey(responseName: string, prefix = ""): string {
  if (prefix !== "") return `${prefix}${responseName}`;
  return responseName.startsWith("_") ? `_c${responseName}` : responseName;
}

/** The response name that a name in a partner's answer stands for. */
export function responseName(key: string): string {
  if (key.startsWith("_c")) return key.slice(2);
  return key.replace(/^_t\d+_/, "");
}

/** What names begin with where fields of several types stand beside each other: fields of one name may be of different types. */
export function prefixOf(index: number): string {
  return `_t${index}_`;
}

/** What is asked below fields of an interface or a union. */
interface Part {
  readonly name: string;
  readonly type: string;
  readonly set: SelectionSetNode;
  /** Places in which it is asked. */
  uses: number;
}

/**
 * Writes what a partner is asked for an operation: fragments and conditions written out, and of what the hub answers no more than its key.
 * What is asked of each type of an interface or a union leads to the same again: that is written once, or each level would multiply the text
 * by the number of types.
 */
export class OwnQuestion {
  readonly #graph: PartnerGraph;
  readonly #info: GraphQLResolveInfo;
  readonly #variables = new Set<string>();
  /** By the type and the nodes of the fields that lead to it. */
  readonly #parts = new Map<string, Part>();
  readonly #nodes = new Map<FieldNode, number>();
  #fieldCount = 0;

  constructor(graph: PartnerGraph, info: GraphQLResolveInfo) {
    this.#graph = graph;
    this.#info = info;
  }

  /** Fields of records, of each type those that are asked of it. @throws HubError QUERY_TOO_LARGE */
  ofRecords(fields: ReadonlyMap<string, FieldsByName>): string {
    const types = [...fields];
    const fragments = types.map(([typeName, ofType], index) => {
      const type = this.#objectType(typeName);
      const prefix = types.length > 1 ? prefixOf(index) : "";
      return [typeName, selectionSet(this.#fields(type, ofType, prefix))] as const;
    });
    const variables = [`$${REPRESENTATIONS}: [_Any!]!`, ...this.#definitions()];
    const selected = fragments.map(([typeName, set]) => `... on ${typeName} ${print(this.#written(set))}`).join(" ");
    return `query (${variables.join(", ")}) { _entities(${REPRESENTATIONS}: $${REPRESENTATIONS}) { ${selected} } }${this.#shared()}`;
  }

  /** Fields of Query. @throws HubError QUERY_TOO_LARGE */
  ofRoot(fields: FieldsByName): string {
    const set = selectionSet(this.#fields(this.#objectType("Query"), fields, ""));
    const variables = this.#definitions();
    const selected = `${print(this.#written(set))}${this.#shared()}`;
    return variables.length > 0 ? `query (${variables.join(", ")}) ${selected}` : selected;
  }

  /** Values of the variables that the question has, as the client gave them. */
  variablesOf(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const names = [...this.#variables].filter((name) => Object.hasOwn(given, name));
    return Object.fromEntries(names.map((name) => [VARIABLE_PREFIX + name, given[name]]));
  }

  #definitions(): string[] {
    const { variableDefinitions = [] } = this.#info.operation;
    return variableDefinitions
      .filter(({ variable }) => this.#variables.has(variable.name.value))
      .map((definition) => print(prefixed({ ...definition, directives: [] })));
  }

  #fields(type: GraphQLObjectType, fields: FieldsByName, prefix: string): FieldNode[] {
    return [...fields].flatMap(([name, nodes]) => {
      const [node] = nodes;
      const field = node && type.getFields()[node.name.value];
      if (!node || !field) return [];
      this.#fieldCount += 1;
      if (this.#fieldCount > MAX_FIELDS) throw tooLarge();
      for (const { name: variable } of variablesIn(node)) this.#variables.add(variable.value);
      const key = answerKey(name, prefix);
      const { alias: _alias, directives: _directives, selectionSet: _below, ...asked } = node;
      const below = this.#below(nodes, field.type);
      return [
        {
          ...prefixed(asked),
          ...(key !== node.name.value && { alias: nameOf(key) }),
          ...(below && { selectionSet: below }),
        },
      ];
    });
  }

  #below(nodes: readonly FieldNode[], output: GraphQLOutputType): SelectionSetNode | undefined {
    const type = getNamedType(output);
    if (!isCompositeType(type)) return undefined;
    const sets = nodes.flatMap(({ selectionSet: set }) => (set ? [set] : []));
    if (!isAbstractType(type)) return selectionSet(this.#ofObject(type, sets, ""));
    const key = [type.name, ...nodes.map((node) => this.#numberOf(node))].join(" ");
    const part = this.#parts.get(key) ?? this.#part(key, type, sets);
    part.uses += 1;
    return selectionSet([{ kind: Kind.FRAGMENT_SPREAD, name: nameOf(part.name) }]);
  }

  #part(key: string, type: GraphQLAbstractType, sets: readonly SelectionSetNode[]): Part {
    const possible = this.#graph.schema.getPossibleTypes(type).map((each, index): SelectionNode => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: nameOf(each.name) },
      selectionSet: selectionSet(this.#ofObject(each, sets, prefixOf(index))),
    }));
    const set = selectionSet([added("__typename", TYPE_KEY), ...possible]);
    const part: Part = { name: `p${this.#parts.size}`, type: type.name, set, uses: 0 };
    this.#parts.set(key, part);
    return part;
  }

  #numberOf(node: FieldNode): number {
    const number = this.#nodes.get(node) ?? this.#nodes.size;
    this.#nodes.set(node, number);
    return number;
  }

  /** With the parts that are asked in one place written there. */
  #written({ selections }: SelectionSetNode): SelectionSetNode {
    const alone = new Map([...this.#parts.values()].filter(({ uses }) => uses === 1).map((part) => [part.name, part]));
    const write = (node: SelectionNode): SelectionNode[] => {
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const part = alone.get(node.name.value);
        return part ? part.set.selections.flatMap(write) : [node];
      }
      return [
        node.selectionSet ? { ...node, selectionSet: selectionSet(node.selectionSet.selections.flatMap(write)) } : node,
      ];
    };
    return selectionSet(selections.flatMap(write));
  }

  /** The parts that are asked in several places. */
  #shared(): string {
    return [...this.#parts.values()]
      .filter(({ uses }) => uses > 1)
      .map(({ name, type, set }) => ` fragment ${name} on ${type} ${print(this.#written(set))}`)
      .join("");
  }

  #ofObject(type: GraphQLObjectType, sets: readonly SelectionSetNode[], prefix: string): FieldNode[] {
    const reference = REFERENCE_KEYS.get(type.name);
    if (reference !== undefined) return [added(reference, CODE_KEY)];
    const own = this.#graph.ownFields.get(type.name);
    const asked = collectFields(type.name, sets, this.#info);
    const partners = own ? new Map([...asked].filter(([, [node]]) => node && own.has(node.name.value))) : asked;
    const fields = this.#fields(type, partners, prefix);
    if (own) return [added("id", ID_KEY), ...fields];
    return fields.length > 0 ? fields : [added("__typename", TYPE_KEY)];
  }

  #objectType(name: string): GraphQLObjectType {
    const type = this.#graph.schema.getType(name);
    if (!isObjectType(type)) throw new Error(`Expected ${name} in the partner's share of the graph.`);
    return type;
  }
}

/** The fields that selections ask of an object of a type, by their response names, as graphql-js collects them. */
function collectFields(
  typeName: string,
  sets: readonly SelectionSetNode[],
  { schema, fragments, variableValues }: GraphQLResolveInfo,
): Map<string, FieldNode[]> {
  const type = schema.getType(typeName);
  const found = new Map<string, FieldNode[]>();
  const seen = new Set<FragmentDefinitionNode>();
  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === typeName) return true;
    const named = schema.getType(condition);
    return isAbstractType(named) && isObjectType(type) && schema.isSubType(named, type);
  };
  const isIncluded = (node: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.["if"] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.["if"] !== false;
  const visitSet = (set: SelectionSetNode): void => {
    for (const node of set.selections) {
      if (!isIncluded(node)) continue;
      if (node.kind === Kind.FIELD) {
        if (node.name.value === "__typename") continue;
        const name = (node.alias ?? node.name).value;
        found.set(name, [...(found.get(name) ?? []), node]);
      } else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value];
        if (!fragment || !applies(fragment.typeCondition?.name.value)) continue;
        if (fragment.kind === Kind.FRAGMENT_DEFINITION) {
          if (seen.has(fragment)) continue;
          seen.add(fragment);
        }
        visitSet(fragment.selectionSet);
      }
    }
  };
  sets.forEach(visitSet);
  return found;
}

function selectionSet(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function added(field: string, key: string): FieldNode {
  return { kind: Kind.FIELD, name: nameOf(field), alias: nameOf(key) };
}

function nameOf(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function variablesIn({ arguments: args = [] }: FieldNode) {
  return args.flatMap((arg) => {
    const found: { readonly name: NameNode }[] = [];
    visit(arg, { Variable: (node) => void found.push(node) });
    return found;
  });
}

/** With the names of its variables so written that none is one of the hub's own. */
function prefixed<Node extends Parameters<typeof visit>[0]>(node: Node): Node {
  return visit(node, {
    Variable: (variable) => ({ ...variable, name: nameOf(VARIABLE_PREFIX + variable.name.value) }),
  });
}

function tooLarge(): HubError {
  const expected = `Expected at most ${MAX_FIELDS} fields to ask a partner for, counted for each type of its interfaces and unions; this query selects more.`;
  return new HubError("QUERY_TOO_LARGE", `${expected} ${HUB_ERRORS.QUERY_TOO_LARGE.mend}`);
}
