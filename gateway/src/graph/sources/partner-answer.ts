import { type Json, isJsonArray, isJsonObject } from "../../base/json.js";
import type { PartnerAnswer } from "../../partners/partner-client.js";
import type { RequestContext } from "../request/request-context.js";

/** The records that a question is about; undefined: root fields are asked. */
export function representationsOf({
  representations,
}: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  return Array.isArray(representations) ? representations : undefined;
}

/** What a partner learns of a request. */
export function headersFor(context: RequestContext | undefined): Record<string, string> {
  return {
    ...(context && { "x-request-id": context.requestId }),
    ...(context?.acceptLanguage && { "accept-language": context.acceptLanguage }),
  };
}

/** Why an answer is none; undefined: it is one. */
export function problemOf(
  { data, errors }: PartnerAnswer,
  representations: readonly unknown[] | undefined,
): string | undefined {
  if (!data) return errors.length > 0 ? undefined : "an answer without data and without errors";
  if (!representations || areTheRecords(data["_entities"], representations)) return undefined;
  return "an answer without the records it was asked for";
}

/** Whether an answer has each record that was asked for, in its place: itself, or null. */
function areTheRecords(entities: Json | undefined, representations: readonly unknown[]): boolean {
  return (
    isJsonArray(entities) &&
    entities.length === representations.length &&
    entities.every((entity) => entity === null || isJsonObject(entity))
  );
}
