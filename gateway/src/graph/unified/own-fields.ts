import { afterThose } from "@segpol/server";
import type { FieldNode, GraphQLFormattedError, GraphQLResolveInfo } from "graphql";
import { isJsonObject, type JsonObject, jsonList } from "../../base/json.js";
import type { RequestContext } from "../request/request-context.js";
import type { OwnAnswer, PartnerDataSource } from "../sources/partner-data-source.js";
import {
  answerKey,
  type FieldsByName,
  OwnQuestion,
  type PartnerGraph,
  prefixOf,
  responseName,
} from "./own-question.js";
import { partnerResult, type Path, pathOf } from "./partner-value.js";
import { PlacedErrors } from "./placed-errors.js";

/** A partner, as what it alone keeps is asked of it. */
export interface OwnSource {
  readonly code: string;
  readonly graph: PartnerGraph;
  readonly source: Pick<PartnerDataSource, "askOwn" | "lacking">;
}

/** What belongs to a request while it is executed. */
export type UnifiedContext = RequestContext & {
  readonly own: OwnFields;
  /** As the client gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
};

/** A field that waits for its partner's answer. */
interface Waiting {
  readonly info: GraphQLResolveInfo;
  readonly path: Path;
  /** Undefined: a field of Query. */
  readonly record: { readonly typeName: string; readonly id: string } | undefined;
  readonly context: UnifiedContext;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Asks partners for what they alone keep, for one request: what is asked of one at the same place of the answer goes in one question. */
export class OwnFields {
  readonly errors = new PlacedErrors();
  readonly #waiting = new Map<string, Waiting[]>();

  /** A field of Query, or of a record. */
  async load(
    source: OwnSource,
    record: Waiting["record"],
    context: UnifiedContext,
    info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const path = pathOf(info.path);
    const place = JSON.stringify([source.code, path.slice(0, -1).filter((step) => typeof step === "string")]);
    const waiting = { info, path, record, context, resolve, reject };
    const others = this.#waiting.get(place);
    if (others) {
      others.push(waiting);
    } else {
      this.#waiting.set(place, [waiting]);
      afterThose(() => {
        const asked = this.#waiting.get(place) ?? [];
        this.#waiting.delete(place);
        this.#answer(source, asked).catch((error: unknown) => asked.forEach((each) => each.reject(error)));
      });
    }
    return await promise;
  }

  async #answer(source: OwnSource, asked: readonly Waiting[]): Promise<void> {
    const [first] = asked;
    if (!first) return;
    const { context, info } = first;
    if (context.at) return this.#lack(source, asked, null);
    const question = new OwnQuestion(source.graph, info);
    const types = typesIn(asked);
    const representations = first.record ? representationsIn(asked) : undefined;
    const query = types ? question.ofRecords(types) : question.ofRoot(fieldsIn(asked));
    const variables = { ...question.variablesOf(context.variables), ...(representations && { representations }) };
    const answer = await source.source.askOwn({ query, variables }, context);
    // Nobody waits for it any more.
    if (answer === undefined) return asked.forEach(({ resolve }) => resolve(null));
    if ("unavailable" in answer) {
      context.unavailable.add(source.code);
      return this.#lack(source, asked, answer.unavailable);
    }
    for (const error of answer.errors) this.#place(error, asked, representations);
    const keys = [...(types?.keys() ?? [])];
    for (const { record, resolve, info: of, path } of asked) {
      const prefix = record && keys.length > 1 ? prefixOf(keys.indexOf(record.typeName)) : "";
      const object = record ? entityOf(answer, record.id, representations) : (answer.data ?? undefined);
      const value = object?.[answerKey(String(of.path.key), prefix)] ?? null;
      const selected = context.catalogue.selected.below(of);
      resolve(partnerResult(value, of.returnType, path, { graph: source.graph, errors: this.errors, selected }));
    }
  }

  /** Without an answer: null, and an error for each field; one for all of a list of several. */
  #lack({ source }: OwnSource, asked: readonly Waiting[], why: string | null): void {
    const isOne = new Set(asked.map(({ record }) => record?.id)).size === 1;
    for (const { info, path, resolve } of asked) {
      this.errors.add(source.lacking(isOne ? [...path] : listPath(path), info.fieldName, why));
      resolve(null);
    }
  }

  #place(
    error: GraphQLFormattedError,
    asked: readonly Waiting[],
    representations: readonly Representation[] | undefined,
  ): void {
    const names = (error.path ?? []).map((step) => (typeof step === "string" ? responseName(step) : step));
    const [root, index, ...ofRecord] = names;
    const isOfRecord = root === "_entities" && typeof index === "number";
    const [name, ...rest] = isOfRecord ? ofRecord : representations ? [] : names;
    const id = isOfRecord ? representations?.[index]?.id : undefined;
    const places = asked.filter(({ path, record }) => path.at(-1) === name && record?.id === id);
    for (const { path } of places) this.errors.add({ ...error, path: [...path, ...rest] });
    if (places.length === 0) this.errors.add({ ...error, path: listPath(asked[0]?.path ?? []) });
  }
}

interface Representation {
  readonly __typename: string;
  readonly id: string;
}

function representationsIn(asked: readonly Waiting[]): readonly Representation[] {
  const records = asked.flatMap(({ record }) => (record ? [[record.id, record.typeName] as const] : []));
  return [...new Map(records)].map(([id, __typename]) => ({ __typename, id }));
}

/** By the types of the records; undefined: none are asked. */
function typesIn(asked: readonly Waiting[]): ReadonlyMap<string, FieldsByName> | undefined {
  if (!asked[0]?.record) return undefined;
  const byType = Map.groupBy(asked, ({ record }) => record?.typeName ?? "");
  return new Map([...byType].map(([typeName, ofType]) => [typeName, fieldsIn(ofType)]));
}

function fieldsIn(asked: readonly Waiting[]): FieldsByName {
  return new Map(asked.map(({ info }): [string, readonly FieldNode[]] => [String(info.path.key), info.fieldNodes]));
}

function entityOf(
  { data }: Extract<OwnAnswer, { readonly data: unknown }>,
  id: string,
  representations: readonly Representation[] | undefined,
): JsonObject | undefined {
  const index = representations?.findIndex((each) => each.id === id) ?? -1;
  const entity = jsonList(data?.["_entities"])[index];
  return isJsonObject(entity) ? entity : undefined;
}

/** Up to the first list in it, or to the record or root that a field belongs to. */
function listPath(path: Path): (string | number)[] {
  const index = path.findIndex((step) => typeof step === "number");
  return path.slice(0, index === -1 ? -1 : index);
}
