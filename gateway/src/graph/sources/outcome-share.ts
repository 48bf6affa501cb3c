import { type Json, isJsonArray } from "../../base/json.js";
import { MAX_WRONG } from "./check-answer.js";
import type { PartnerOutcome } from "./checked-partner.js";

/** Whether all that is wrong with an answer is said of one record of it or another. */
export function isOfRecords(outcome: PartnerOutcome): boolean {
  if (outcome === undefined) return true;
  if ("unavailable" in outcome) return !outcome.isAnswer;
  const { data, reported, wrong } = outcome;
  // Of more nothing is told.
  if (data === null || wrong.length >= MAX_WRONG) return false;
  return [...reported, ...wrong].every(({ path }) => placeIn(path) !== undefined);
}

/** Of an answer about records those at these places, as if they alone had been asked for. No places: the answer is of no record. */
export function shareOf(outcome: PartnerOutcome, places: readonly number[]): PartnerOutcome {
  if (outcome === undefined || "unavailable" in outcome || places.length === 0) return outcome;
  const { data, reported, wrong } = outcome;
  const entities = data?.["_entities"];
  const moved = new Map(places.map((place, index) => [place, index]));
  const inShare = <Placed extends { readonly path?: Json }>(all: readonly Placed[]) =>
    all.flatMap((each) => {
      const place = placeIn(each.path);
      if (place === undefined || !isJsonArray(each.path)) return [each];
      const index = moved.get(place);
      return index === undefined ? [] : [{ ...each, path: ["_entities", index, ...each.path.slice(2)] }];
    });
  return {
    data: isJsonArray(entities) ? { ...data, _entities: places.map((place) => entities[place] ?? null) } : data,
    reported: inShare(reported),
    wrong: inShare(wrong),
  };
}

/** The record that a path leads to; undefined: to none. */
function placeIn(path: Json | undefined): number | undefined {
  const [field, place] = isJsonArray(path) ? path : [];
  return field === "_entities" && typeof place === "number" ? place : undefined;
}
