import { type Json, type JsonObject, isJsonArray } from "../../base/json.js";
import type { PartnerAnswer, PartnerRequest } from "../../partners/partner-client.js";

/** Records that a partner is asked for at a time: what the protocol says that it answers. */
export const MAX_REPRESENTATIONS = 500;

/**
 * Asks a partner for records, in several questions at once where there are more than it has to answer in one, and gives the answers as
 * one. A part that fails fails the whole.
 */
export async function askInParts(
  request: PartnerRequest,
  send: (part: PartnerRequest) => Promise<PartnerAnswer>,
): Promise<PartnerAnswer> {
  const representations = request.variables?.["representations"];
  if (!Array.isArray(representations) || representations.length <= MAX_REPRESENTATIONS) return await send(request);
  const starts = Array.from(
    { length: Math.ceil(representations.length / MAX_REPRESENTATIONS) },
    (_, part) => part * MAX_REPRESENTATIONS,
  );
  const parts = await Promise.all(
    starts.map(async (start) => {
      const asked: unknown[] = representations.slice(start, start + MAX_REPRESENTATIONS);
      const answer = await send({ ...request, variables: { ...request.variables, representations: asked } });
      return { start, entities: entitiesOf(answer, asked.length), answer };
    }),
  );
  return {
    data: { _entities: parts.flatMap(({ entities }) => entities) },
    errors: parts.flatMap(({ start, answer }) => answer.errors.map((error) => moved(error, start))),
    bytes: parts.reduce((sum, { answer }) => sum + answer.bytes, 0),
  };
}

/** Nulls where there is nothing. A list that is too short or too long stays so: the answer is not one, and is seen not to be. */
function entitiesOf({ data }: PartnerAnswer, count: number): readonly Json[] {
  const entities = data?.["_entities"];
  return isJsonArray(entities) ? entities : Array.from({ length: count }, () => null);
}

/** An error about the third record of a part is one about a later record of the whole. */
function moved(error: JsonObject, start: number): JsonObject {
  const { path } = error;
  if (!isJsonArray(path)) return error;
  const [field, place, ...rest] = path;
  return field === "_entities" && typeof place === "number"
    ? { ...error, path: [field, start + place, ...rest] }
    : error;
}
